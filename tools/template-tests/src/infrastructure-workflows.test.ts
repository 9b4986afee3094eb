import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suite, test } from 'node:test';
import { parse } from 'yaml';

type Step = { readonly name: string; readonly type?: string; readonly command: string };
type Workflow = { readonly description: string; readonly steps: readonly Step[] };

const root = resolve(import.meta.dirname, '../../..');
const components = globSync('infrastructure/components/terraform/*', { cwd: root });
const workflows = globSync('infrastructure/workflows/*.yaml', { cwd: root })
  .sort()
  .flatMap((file) =>
    Object.entries(
      (parse(readFileSync(join(root, file), 'utf8')) as { workflows: Record<string, Workflow> })
        .workflows,
    ),
  );
const byName = new Map(workflows);
/** Buckets and keys outlive an environment: what is lost with them is lost for good. */
const KEPT = new Set(['kms', 's3-bucket']);

test('there are sixteen, each with a name of its own', () => {
  assert.equal(workflows.length, 16);
  assert.equal(byName.size, 16);
});

const wanted: Readonly<Record<string, readonly string[]>> = {
  'provision-with-governance': [
    ...['cost_analysis', 'policy_check', 'approval_gate', 'provision', 'notify'],
  ],
  'deploy-full-stack': ['provision-infrastructure', 'deploy-application', 'sync-catalog'],
};
for (const [name, steps] of Object.entries(wanted)) {
  test(`${name} has the steps of the seeds`, () => {
    assert.deepEqual(
      byName.get(name)?.steps.map((step) => step.name),
      steps,
    );
  });
}

test('those that the seeds name are there', () => {
  for (const name of [
    ...['onboard-environment', 'apply-environment', 'plan-environment', 'destroy-environment'],
    ...['validate', 'lint', 'drift-detection'],
  ]) {
    assert.ok(byName.has(name), name);
  }
});

test('an environment is brought up in the order of what needs what, and taken down the other way', () => {
  const order = (name: string) =>
    (byName.get(name)?.steps ?? []).flatMap(
      ({ command }) => /^terraform \w+ (\S+)/.exec(command)?.[1] ?? [],
    );
  const up = order('onboard-environment');
  assert.deepEqual(
    order('destroy-environment'),
    up.toReversed().filter((name) => !KEPT.has(name)),
  );
  const entity = (name: string) =>
    parse(
      readFileSync(
        join(root, `infrastructure/components/terraform/${name}/catalog-info.yaml`),
        'utf8',
      ),
    );
  up.forEach((name, index) => {
    for (const needed of entity(name).spec.dependsOn as readonly string[]) {
      const component = /^component:(.*)-component$/.exec(needed)?.[1];
      if (component)
        assert.ok(up.slice(0, index).includes(component), `${name} before ${component}`);
    }
  });
});

for (const [name, workflow] of workflows) {
  suite(`workflow ${name}`, () => {
    test('Atmos can read it', () => {
      assert.ok(workflow.description);
      assert.ok(workflow.steps.length > 0);
      assert.equal(new Set(workflow.steps.map((step) => step.name)).size, workflow.steps.length);
      for (const step of workflow.steps)
        assert.ok(['atmos', 'shell'].includes(step.type ?? 'atmos'));
    });

    test('every step names what is there', () => {
      for (const { type = 'atmos', command } of workflow.steps) {
        if (type === 'shell') {
          const { status, stderr } = spawnSync('sh', ['-n'], { input: command, encoding: 'utf8' });
          assert.equal(status, 0, stderr);
          continue;
        }
        const [verb, second = '', third = ''] = command.split(/\s+/);
        if (verb === 'workflow') assert.ok(byName.has(second), second);
        else if (third !== '--all') {
          assert.equal(verb, 'terraform');
          assert.ok(
            components.some((path) => path.endsWith(`/${third}`)),
            command,
          );
        }
      }
    });
  });
}
