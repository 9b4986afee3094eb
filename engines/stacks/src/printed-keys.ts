import { isMap } from './data.ts';
import type { Data } from './types.ts';

const base = [
  'atmos_component',
  'atmos_manifest',
  'atmos_stack',
  'atmos_stack_file',
  'component',
  'component_info',
  'stack',
  'vars',
];
const common = [
  ...base,
  'auth',
  'command',
  'env',
  'inheritance',
  'metadata',
  'overrides',
  'settings',
];
const provisioned = [...common, 'provision', 'source'];
const byType: Readonly<Record<string, readonly string[]>> = {
  terraform: [
    ...provisioned,
    'backend',
    'backend_type',
    'generate',
    'hooks',
    'providers',
    'remote_state_backend',
    'remote_state_backend_type',
    'required_providers',
    'required_version',
    'workspace',
  ],
  helmfile: [...provisioned, 'hooks'],
  packer: provisioned,
  ansible: common,
  helm: [...provisioned, 'generate', 'hooks'],
  kubernetes: [...provisioned, 'generate', 'hooks'],
};
/** Printed only when they say something. */
const whenFilled = ['dependencies', 'locals', 'retry', 'secrets', 'test'];
/** Printed as they stand, by the types that know them. */
const ownKeys: Readonly<Record<string, readonly string[]>> = {
  helm: [
    'chart',
    'namespace',
    'values',
    'values_files',
    'repositories',
    'version',
    'name',
    'paths',
    'render',
  ],
  kubernetes: ['paths', 'manifests', 'render', 'namespace'],
  terraform: ['mocks'],
  helmfile: ['plugins'],
};

/** The keys that `describe stacks` prints for a type: the built-in ones know theirs, others keep everything. */
export function keysFor(type: string, section: Data, own: Data): Data {
  const known = byType[type];
  if (!known) return customKeys(type, section, own);
  const printed: Record<string, unknown> = {};
  for (const key of known) printed[key] = section[key];
  for (const key of whenFilled) {
    const value = section[key];
    if (isMap(value) && Object.keys(value).length > 0) printed[key] = value;
  }
  for (const key of ownKeys[type] ?? []) if (own[key] !== undefined) printed[key] = own[key];
  return printed;
}

function customKeys(type: string, section: Data, own: Data): Data {
  const printed: Record<string, unknown> = { ...own };
  for (const key of base) printed[key] = section[key];
  for (const key of ['settings', 'env', 'metadata']) {
    const value = section[key];
    if (isMap(value) && Object.keys(value).length > 0) printed[key] = value;
  }
  printed.component_type = type;
  return printed;
}
