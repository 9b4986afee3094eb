import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTerraformModule } from '@infraforge/hcl';
import { iamWildcards } from './iam-wildcards.ts';

const statement = (body: string) =>
  `data "aws_iam_policy_document" "a" {\nstatement {\n${body}\n}\n}`;

const refused: readonly (readonly [string, string])[] = [
  ['an action', statement('actions = ["s3:*"]\nresources = ["arn:aws:s3:::b"]')],
  ['part of an action', statement('actions = ["s3:Get*"]\nresources = ["arn:aws:s3:::b"]')],
  ['every resource', statement('actions = ["s3:GetObject"]\nresources = ["*"]')],
  ['every bucket', statement('actions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::*"]')],
  [
    'anybody',
    statement('actions = ["s3:GetObject"]\nprincipals {\ntype = "*"\nidentifiers = ["*"]\n}'),
  ],
  ['the rest', statement('not_actions = ["iam:CreateUser"]\nresources = ["arn:aws:s3:::b"]')],
  [
    'a dynamic statement',
    'data "aws_iam_policy_document" "a" {\ndynamic "statement" {\nfor_each = []\ncontent {\nactions = ["s3:*"]\n}\n}\n}',
  ],
  ['text', 'resource "a_b" "c" {\npolicy = jsonencode({ Statement = [{ Action = "*" }] })\n}'],
  [
    'a managed policy',
    'resource "a_b" "c" {\npolicy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"\n}',
  ],
];
for (const [what, source] of refused) {
  test(`a wildcard is found: ${what}`, async () => {
    assert.equal(iamWildcards(await readTerraformModule({ 'main.tf': source })).length, 1);
  });
}

test('what is denied may be wide, and a resource may end in a wildcard below a name', async () => {
  const deny = statement('effect = "Deny"\nactions = ["s3:*"]\nresources = ["*"]');
  const below = statement('actions = ["s3:GetObject"]\nresources = ["arn:aws:s3:::bucket/*"]');
  assert.deepEqual(iamWildcards(await readTerraformModule({ 'a.tf': deny })), []);
  assert.deepEqual(iamWildcards(await readTerraformModule({ 'b.tf': below })), []);
});
