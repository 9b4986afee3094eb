import { sha256 } from '@infraforge/kernel';
import { apiVersionOf, type Resource } from './resources.ts';

/** `GET /openapi/v3`: where the document of each group version is. */
export function openApiIndex(resources: readonly Resource[]): unknown {
  const versions = new Map(resources.map((each) => [rootOf(each), each] as const));
  const paths = [...versions].map(([root, { group, version }]) => {
    const hash = sha256(JSON.stringify(openApiDocument(resources, group, version)));
    return [root, { serverRelativeURL: `/openapi/v3/${root}?hash=${hash.slice(0, 32)}` }] as const;
  });
  return { paths: Object.fromEntries(paths) };
}

/**
 * The OpenAPI document of one group version; undefined for one that is not served. It names kinds, paths and
 * parameters; the schemas are open, because the server itself says which fields are wrong (`fieldValidation`, which is
 * what makes kubectl leave that to it).
 */
export function openApiDocument(
  resources: readonly Resource[],
  group: string,
  version: string,
): unknown {
  const inside = resources.filter((each) => each.group === group && each.version === version);
  if (inside.length === 0) return undefined;
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.32.4' },
    paths: Object.fromEntries(inside.flatMap(pathsOf)),
    components: {
      schemas: Object.fromEntries(inside.map((each) => [schemaName(each), schemaOf(each)])),
    },
  };
}

function rootOf(resource: Pick<Resource, 'group' | 'version'>): string {
  return `${resource.group ? 'apis' : 'api'}/${apiVersionOf(resource)}`;
}

function pathsOf(resource: Resource): readonly (readonly [string, unknown])[] {
  const middle = resource.isNamespaced ? '/namespaces/{namespace}' : '';
  const collection = `/${rootOf(resource)}${middle}/${resource.plural}`;
  const { group, version, kind } = resource;
  const named = { 'x-kubernetes-group-version-kind': { group, version, kind } };
  const validated = [query('dryRun'), query('fieldManager'), query('fieldValidation')];
  const body = {
    requestBody: { content: { 'application/json': { schema: reference(resource) } } },
  };
  const selecting = [query('labelSelector'), query('fieldSelector'), query('watch')];
  const answers = {
    responses: {
      '200': {
        description: 'OK',
        content: { 'application/json': { schema: reference(resource) } },
      },
    },
  };
  const operation = (action: string, parameters: readonly unknown[], more: object = {}) => ({
    'x-kubernetes-action': action,
    ...named,
    parameters,
    ...more,
    ...answers,
  });
  return [
    [collection, { get: operation('list', selecting), post: operation('post', validated, body) }],
    [
      `${collection}/{name}`,
      {
        get: operation('get', []),
        put: operation('put', validated, body),
        patch: operation('patch', [...validated, query('force')], body),
        delete: operation('delete', [query('propagationPolicy')]),
      },
    ],
  ];
}

function query(name: string) {
  return { name, in: 'query', schema: { type: 'string', uniqueItems: true } };
}

function reference(resource: Resource) {
  return { $ref: `#/components/schemas/${schemaName(resource)}` };
}

/** `io.k8s.api.apps.v1.Deployment`: kubectl finds a kind by its extension, not by this name. */
function schemaName({ group, version, kind, isCustom }: Resource): string {
  if (isCustom) return [...group.split('.').reverse(), version, kind].join('.');
  return `io.k8s.api.${group.split('.')[0] || 'core'}.${version}.${kind}`;
}

function schemaOf({ group, version, kind }: Resource): unknown {
  const text = { type: 'string' };
  return {
    type: 'object',
    properties: {
      apiVersion: text,
      kind: text,
      metadata: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    },
    'x-kubernetes-preserve-unknown-fields': true,
    'x-kubernetes-group-version-kind': [{ group, kind, version }],
  };
}
