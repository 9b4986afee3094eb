import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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

export type Manifest = {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: unknown;
};

/** What kubectl makes of an overlay; undefined on a machine without kubectl. */
export function kubectlKustomize(folder: string): readonly Manifest[] | undefined {
  try {
    const text = execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
    return parseAllDocuments(text).map((document) => document.toJS());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
