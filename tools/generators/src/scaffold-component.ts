import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const COMPONENTS = 'infrastructure/components/terraform';

export type NewComponent = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly category: string;
};

/**
 * The files that a new component begins with: a root module that encrypts and tags as the others do, and its defaults in
 * the stacks' catalog. README and catalog-info.yaml follow from them.
 *
 * Throws when the name is no name for a component, or is taken.
 */
export function scaffoldComponent(checkout: string, wanted: NewComponent): readonly string[] {
  const folder = `${COMPONENTS}/${wanted.name}`;
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(wanted.name)) {
    throw new Error(
      `${wanted.name} is no name for a component: lower-case letters, digits, dashes`,
    );
  }
  if (existsSync(join(checkout, folder))) throw new Error(`${folder} is already there`);
  const shared = (file: string) => readFileSync(join(checkout, COMPONENTS, 'kms', file), 'utf8');
  const files: Readonly<Record<string, string>> = {
    [`${folder}/context.tf`]: shared('context.tf'),
    [`${folder}/versions.tf`]: shared('versions.tf'),
    [`${folder}/variables.tf`]: VARIABLES,
    [`${folder}/main.tf`]: MAIN,
    [`${folder}/outputs.tf`]: OUTPUTS,
    [`infrastructure/stacks/catalog/terraform/${wanted.name}/defaults.yaml`]: defaults(wanted),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), content, { flag: 'wx' });
  }
  return Object.keys(files);
}

const VARIABLES = `variable "kms_key_arn" {
  type        = string
  description = "Key that everything here is encrypted with."
}
`;

const MAIN = `# Begin here. Names start with local.id, tags come from the provider, data is encrypted with the stack's key.
resource "aws_cloudwatch_log_group" "this" {
  name              = "/\${var.tenant}/\${var.account}/\${var.environment}"
  retention_in_days = 30
  kms_key_id        = var.kms_key_arn
}
`;

const OUTPUTS = `output "log_group_arn" {
  description = "The log group, for policies."
  value       = aws_cloudwatch_log_group.this.arn
}
`;

function defaults({ name, title, description, category }: NewComponent): string {
  return `components:
  terraform:
    ${name}/defaults:
      metadata:
        type: abstract
        component: ${name}
        custom:
          title: ${JSON.stringify(title)}
          description: ${JSON.stringify(description)}
          category: ${category}
          cost_estimate: "$0-0"
          provisioning_time: 1 minute
      dependencies:
        components:
          - component: kms
      vars:
        kms_key_arn: !terraform.state kms .key_arns.logs
`;
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      title: { type: 'string' },
      description: { type: 'string' },
      category: { type: 'string', default: 'compute' },
    },
  });
  const [name] = positionals;
  if (!name) {
    process.stderr.write(
      'Usage: npm run component -- NAME [--title T] [--description D] [--category C]\n',
    );
    process.exitCode = 2;
    return;
  }
  const { title = name, description = title, category } = values;
  const checkout = resolve(import.meta.dirname, '../../..');
  for (const file of scaffoldComponent(checkout, { name, title, description, category })) {
    process.stdout.write(`${file}\n`);
  }
  process.stdout.write(
    'Now: npm run reference, and import the defaults in infrastructure/stacks/catalog/environment.yaml\n',
  );
}

if (import.meta.main) main();
