import { isMap } from './data.ts';
import { refuse } from './failure.ts';
import { mergeAll } from './merge.ts';
import type { Data, ListStrategy } from './types.ts';

type BackendInput = {
  readonly component: string;
  readonly stack: string;
  readonly sections: readonly Data[];
  readonly remoteSections: readonly Data[];
  readonly type: string;
  readonly remoteType: string;
  readonly strategy: ListStrategy;
  /** What generated prefixes are made of. */
  readonly identity: string;
  readonly separator: string;
  readonly global: Data;
};

/** The backend and the remote state backend of a component, with the defaults that Atmos generates. */
export function backendsOf(input: BackendInput) {
  const { type, strategy } = input;
  const remoteType = input.remoteType || type;
  const all = mergeAll(input.sections, strategy);
  const picked = pick(all, type, input, 'backend');
  const backend = withDefaults(picked, type, input);
  const remote = mergeAll(input.remoteSections, strategy);
  const own = pick(remote, remoteType, input, 'remote_state_backend');
  const under = remoteType === type ? backend : asMap(all[remoteType]);
  return {
    backend_type: type,
    backend,
    remote_state_backend_type: remoteType,
    remote_state_backend: mergeAll([under, own], strategy),
  };
}

function pick(section: Data, type: string, input: BackendInput, key: string): Data {
  const keys = Object.keys(section);
  if (type === '' || keys.length === 0) return {};
  if (!(type in section)) {
    throw refuse(
      'backend-type',
      `${key}_type does not match any key configured under ${key}: component "${input.component}" in stack "${input.stack}": ${key}_type is "${type}" but ${key}: only configures ${keys.sort().join(', ')}`,
      `Add a "${type}" key under ${key}:, or change ${key}_type to match.`,
    );
  }
  return asMap(section[type]);
}

function asMap(value: unknown): Data {
  return isMap(value) ? value : {};
}

function withDefaults(backend: Data, type: string, input: BackendInput): Data {
  if (Object.keys(backend).length === 0) return backend;
  const name = input.identity.replaceAll('/', input.separator);
  if (type === 's3' && !backend.workspace_key_prefix) {
    return { ...backend, workspace_key_prefix: name };
  }
  if (type === 'gcs' && !backend.prefix) return { ...backend, prefix: name };
  if (type === 'azurerm') {
    const inherited = asMap(input.global.azurerm).key;
    if (!backend.key || backend.key === inherited) {
      const parts = [inherited, name].filter((part) => typeof part === 'string' && part !== '');
      return { ...backend, key: `${parts.join('/')}.terraform.tfstate` };
    }
  }
  return backend;
}
