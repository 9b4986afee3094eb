import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenReferences, readTerraformModule } from './index.ts';

const MAIN = `
locals {
  subnets = { for name, subnet in var.subnets : name => subnet.id if subnet.public }
}
data "aws_region" "current" {}
resource "aws_security_group" "this" {
  for_each = local.subnets
  name     = "\${var.name}-\${data.aws_region.current.name}"
  dynamic "ingress" {
    for_each = each.value.rules
    content { from_port = ingress.value.port }
  }
  lifecycle { ignore_changes = [tags] }
}
`;
const VARIABLES = `
variable "name" {
  type        = string
  description = "What to call it."
  validation {
    condition     = length(var.name) < 10
    error_message = "Shorter."
  }
}
variable "subnets" {
  type = map(object({
    id = string
  }))
  default   = {}
  sensitive = true
}
`;

test('a module says what it declares', async () => {
  const module = await readTerraformModule({ 'main.tf': MAIN, 'variables.tf': VARIABLES });
  assert.deepEqual(module.locals, ['subnets']);
  assert.deepEqual(
    [...module.resources, ...module.data].map(({ address }) => address),
    ['aws_security_group.this', 'data.aws_region.current'],
  );
  assert.deepEqual(module.variables, [
    {
      name: 'name',
      file: 'variables.tf',
      type: 'string',
      description: 'What to call it.',
      default: undefined,
      required: true,
      sensitive: false,
      validations: ['Shorter.'],
    },
    {
      name: 'subnets',
      file: 'variables.tf',
      type: 'map(object({ id = string }))',
      description: undefined,
      default: {},
      required: false,
      sensitive: true,
      validations: [],
    },
  ]);
});

test('iterators, loops, each and names of own arguments are no broken references', async () => {
  const module = await readTerraformModule({ 'main.tf': MAIN, 'variables.tf': VARIABLES });
  assert.deepEqual(await brokenReferences(module), []);
});

const broken: readonly (readonly [string, string])[] = [
  ['output "a" { value = var.absent }', 'var.absent'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's, not ours
  ['output "a" { value = "x-${local.absent}" }', 'local.absent'],
  ['output "a" { value = ephemeral.a_b.c.value }', 'ephemeral.a_b.c.value'],
  ['output "a" { value = aws_vpc.this.id }', 'aws_vpc.this.id'],
  ['output "a" { value = [for id in data.aws_vpc.this.ids : id] }', 'data.aws_vpc.this.ids'],
  ['output "a" { value = [for id in [1] : local.absent[id]] }', 'local.absent'],
  ['output "a" { value = { for k in [1] : k => var.absent if k > 0 } }', 'var.absent'],
  ['output "a" { value = module.network.id }', 'module.network.id'],
  ['resource "a_b" "c" { depends_on = [a_b.d] }', 'a_b.d'],
];
for (const [source, reference] of broken) {
  test(`${source} leads nowhere`, async () => {
    const module = await readTerraformModule({ 'main.tf': source });
    assert.deepEqual(await brokenReferences(module), [{ file: 'main.tf', reference }]);
  });
}

test('files that do not parse are named, all of them', async () => {
  await assert.rejects(readTerraformModule({ 'a.tf': 'a = ', 'b.tf': 'resource {{' }), (error) => {
    assert.match(String(error), /a\.tf/);
    assert.match(String(error), /b\.tf/);
    return true;
  });
});
