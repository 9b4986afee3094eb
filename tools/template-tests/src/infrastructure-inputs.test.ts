import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { type Instance, readEstate } from './estate.ts';

const root = resolve(import.meta.dirname, '../../..');
const components = join(root, 'infrastructure/components/terraform');
const stacks = readEstate(join(root, 'infrastructure/stacks'));

/** What another component would answer; long enough for every check, and a certificate's ARN. */
const ANSWER = 'arn:aws:acm:us-east-1:111111111111:certificate/a';

/** Inputs that take several answers. */
const LISTS = /^(subnet_ids|reader_endpoints)$/;

/** The vars of an instance as Atmos would hand them over, with an answer in the place of every state that is read. */
function inputsOf({ vars }: Instance): unknown {
  return JSON.parse(JSON.stringify(vars), (key, value) => {
    if (typeof value !== 'string') return value;
    if (value.startsWith('!terraform.state')) return LISTS.test(key) ? [ANSWER, ANSWER] : ANSWER;
    return value
      .replace(/\{\{ \.vars\.(\w+) \}\}/g, (_, name) => String(vars[name]))
      .replace('{{ .settings.domain }}', 'fnx.example.com');
  });
}

/** Only what a component asks for: its variables, without providers. */
function interfaceOf(component: string): string {
  const files = globSync(['context.tf', 'variables.tf'], { cwd: join(components, component) });
  return files
    .map((file) => readFileSync(join(components, component, file), 'utf8'))
    .flatMap((text) => text.match(/^variable "[\s\S]*?^}/gm) ?? [])
    .join('\n');
}

function plan(modules: Readonly<Record<string, object>>) {
  const folder = mkdtempSync(join(tmpdir(), 'inputs-'));
  try {
    for (const component of globSync('*', { cwd: components })) {
      mkdirSync(join(folder, component));
      writeFileSync(join(folder, component, 'variables.tf'), interfaceOf(component));
    }
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ module: modules }));
    const run = (...args: string[]) =>
      spawnSync('terraform', [...args, '-input=false', '-no-color'], {
        cwd: folder,
        encoding: 'utf8',
      });
    const init = run('init');
    assert.equal(init.status, 0, init.stderr);
    return run('plan', '-lock=false');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('Terraform accepts the inputs of every instance, and refuses what is out of bounds', (context) => {
  if (spawnSync('terraform', ['version']).error) return context.skip('terraform is not on PATH');
  const modules = stacks.flatMap(({ manifest, components }) =>
    Object.entries(components)
      .filter(([, { metadata }]) => metadata?.type !== 'abstract')
      .map(([name, instance]): [string, object] => [
        `${manifest}-${name}`.replaceAll('/', '-'),
        { source: `./${instance.metadata?.component}`, ...(inputsOf(instance) as object) },
      ]),
  );
  const accepted = plan(Object.fromEntries(modules));
  assert.equal(accepted.status, 0, accepted.stderr);

  const [name, database] = modules.find(([key]) => key.endsWith('production-rds')) ?? ['', {}];
  const refused = plan({ [name]: { ...database, replicas: 4 } });
  assert.match(refused.stderr, /One instance in development, two or three in production/);
});
