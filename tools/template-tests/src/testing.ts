import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { KubeObject } from '@infraforge/kube';
import { build, memoryTree } from '@infraforge/kustomize';
import { parseAllDocuments } from 'yaml';
import { type FormValues, readTemplate, renderSkeleton, stepInput } from './scaffold.ts';

export const root = resolve(import.meta.dirname, '../../..');
export const nodejsService = join(root, 'templates/nodejs-service');

/** What a person fills in when they leave every default as it is. */
export const defaults: FormValues = {
  name: 'orders',
  description: 'Takes "orders": yes, # all of them',
  owner: 'group:default/payments',
  environment: 'dev',
  resources: 'small',
  minReplicas: 1,
  maxReplicas: 3,
  metrics: true,
  traces: true,
  logLevel: 'info',
};

/** What the step `admit` answers for `defaults`. */
export const admission = {
  team: 'payments',
  repository: 'payments/orders',
  repoUrl: 'localhost:7080?owner=payments&repo=orders',
  forgeUrl: 'http://localhost:7080',
  forgeHost: 'localhost:7080',
  url: 'http://orders.dev.localhost:8880',
};

/** A folder that is gone when the test is over. */
export function temporaryFolder(t: { after(done: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'template-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a service as the template's steps do for what was filled in. */
export function writeService(target: string, values: FormValues = {}): void {
  const template = readTemplate(nodejsService);
  const input = stepInput(template, 'fetch', { ...defaults, ...values }, { admit: admission });
  renderSkeleton(join(nodejsService, 'skeleton'), input as never, target);
}

/** What the platform's own engine makes of an overlay. */
export async function buildOverlay(
  folder: string,
  environment: string,
): Promise<readonly KubeObject[]> {
  const paths = globSync('**/*', { cwd: folder }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  const files = paths.map((path): [string, string] => [
    path,
    readFileSync(join(folder, path), 'utf8'),
  ]);
  const result = await build(
    memoryTree(Object.fromEntries(files)),
    `deploy/overlays/${environment}`,
  );
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.objects;
}

/** What kubectl makes of it; undefined on a machine without kubectl. */
export function kubectlKustomize(folder: string): readonly KubeObject[] | undefined {
  const { error, status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], {
    encoding: 'utf8',
  });
  if (error) return undefined;
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map((document) => document.toJS());
}

/** The value at a dotted path. `~` stands for a dot in a key; in a list of `env` a name finds its value. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((current, step) => {
    const key = step.replaceAll('~', '.');
    if (Array.isArray(current) && Number.isNaN(Number(key))) {
      return current.find((entry: { name?: string }) => entry.name === key)?.value;
    }
    return (current as Readonly<Record<string, unknown>> | undefined)?.[key];
  }, value);
}
