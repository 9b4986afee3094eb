import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';

/**
 * An extension without a name as Backstage's modules take it. Its type says `name: undefined`, which
 * `exactOptionalPropertyTypes` keeps apart from a name that is left out; nothing changes at run time.
 */
export function nameless(extension: {
  readonly $$type: '@backstage/ExtensionDefinition';
}): ExtensionDefinition {
  return extension as unknown as ExtensionDefinition;
}
