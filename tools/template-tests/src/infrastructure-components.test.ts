import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { suite, test } from 'node:test';
import { brokenReferences, readTerraformModule } from '@infraforge/hcl';
import { iamWildcards } from './iam-wildcards.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = 'infrastructure/components/terraform';
const names = globSync(`${folder}/*`, { cwd: root }).map((path) => basename(path));
const read = (path: string) => readFileSync(join(root, folder, path), 'utf8');

/** Those that may be reached from the whole internet: the load balancer, by ranges that a stack names. */
const FRONT_DOORS = new Set(['alb']);

test('the components of the seeds are there', () => {
  assert.deepEqual(names.sort(), [
    ...['acm', 'alb', 'backend', 'backstage', 'bastion', 'cdn', 'dns', 'eks', 'eks-addons'],
    ...['elasticache', 'iam', 'kms', 'monitoring', 'rds', 's3-bucket', 'secretsmanager'],
    ...['securitygroup', 'vpc'],
  ]);
});

test('terraform is content with the format', (context) => {
  if (spawnSync('terraform', ['version']).error) return context.skip('terraform is not on PATH');
  const { status, stdout } = spawnSync('terraform', ['fmt', '-check', '-recursive', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 0, `write it anew with terraform fmt: ${stdout}`);
});

for (const name of names) {
  suite(`component ${name}`, async () => {
    const files = globSync('*.tf', { cwd: join(root, folder, name) });
    const module = await readTerraformModule(
      Object.fromEntries(files.map((file) => [file, read(`${name}/${file}`)])),
    );

    test('every reference leads to something declared', async () => {
      assert.deepEqual(await brokenReferences(module), []);
    });

    test('nobody is granted more than is named', () => {
      assert.deepEqual(iamWildcards(module), []);
    });

    test('inputs are typed, described and used; outputs are described', () => {
      const text = module.expressions.map((expression) => expression.text).join('\n');
      for (const variable of module.variables) {
        assert.notEqual(variable.type, 'any', variable.name);
        assert.ok(variable.description, variable.name);
        assert.match(text, new RegExp(`\\bvar\\.${variable.name}\\b`), variable.name);
      }
      for (const output of module.outputs) assert.ok(output.description, output.name);
      assert.ok(module.outputs.length > 0);
    });

    test('it belongs to a stack and a version as the others do', () => {
      for (const file of ['context.tf', 'versions.tf']) {
        assert.equal(read(`${name}/${file}`), read(`vpc/${file}`));
      }
    });

    test('no group is open to the internet', () => {
      const open = module.resources.filter(
        ({ address, body }) =>
          address.startsWith('aws_vpc_security_group_ingress_rule.') &&
          /0\.0\.0\.0\/0|::\/0|ingress_cidrs|each\.key/.test(String(body.cidr_ipv4 ?? '')),
      );
      assert.ok(open.length === 0 || FRONT_DOORS.has(name), open[0]?.address);
      assert.ok(
        !module.resources.some(({ address }) => address.startsWith('aws_security_group_rule.')),
      );
    });

    test('what keeps data is encrypted with a key of ours and protected', () => {
      for (const { address, body } of module.resources) {
        for (const field of PROTECTION[address.split('.')[0] ?? ''] ?? []) {
          assert.ok(field in body, `${address} has no ${field}`);
        }
      }
    });

    test('it describes itself', () => {
      assert.ok(existsSync(join(root, folder, name, 'README.md')));
      assert.ok(existsSync(join(root, folder, name, 'catalog-info.yaml')));
    });
  });
}

/** Arguments without which a resource is not safe enough, by its type. */
const PROTECTION: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_log_group: ['kms_key_id', 'retention_in_days'],
  aws_db_instance: ['storage_encrypted', 'deletion_protection', 'copy_tags_to_snapshot'],
  aws_ecr_repository: ['encryption_configuration', 'image_scanning_configuration'],
  aws_eks_cluster: ['encryption_config', 'deletion_protection', 'enabled_cluster_log_types'],
  aws_elasticache_replication_group: ['kms_key_id', 'transit_encryption_enabled', 'user_group_ids'],
  aws_instance: ['metadata_options', 'root_block_device'],
  aws_kms_key: ['enable_key_rotation', 'deletion_window_in_days'],
  aws_launch_template: ['metadata_options', 'block_device_mappings'],
  aws_lb: ['enable_deletion_protection', 'drop_invalid_header_fields'],
  aws_prometheus_workspace: ['kms_key_arn'],
  aws_s3_bucket_server_side_encryption_configuration: ['rule'],
  aws_secretsmanager_secret: ['kms_key_id', 'recovery_window_in_days'],
  aws_sns_topic: ['kms_master_key_id'],
};
