import { stringifyYaml } from '@infraforge/yaml';
import { mapAt } from './data.ts';
import type { Layer } from './layer.ts';
import { relativePath } from './path.ts';
import type { Resource } from './resource.ts';

const originAnnotation = 'config.kubernetes.io/origin';
const transformationsAnnotation = 'alpha.config.kubernetes.io/transformations';

/** What a generator or transformer was configured by. */
type Configurator = {
  /** The file that names it. */
  readonly file: string;
  readonly kind: string;
};

/** `buildMetadata`: writes into the objects where they come from and what has changed them. */
export function addBuildMetadata(layer: Layer): void {
  const wanted = new Set(layer.kustomization.buildMetadata ?? []);
  for (const resource of layer.list.items) {
    if (wanted.has('originAnnotations'))
      annotate(resource, originAnnotation, origin(layer, resource));
    if (wanted.has('transformerAnnotations') && resource.transformations.length > 0) {
      const lines = resource.transformations.map((each) => configured(layer, each));
      annotate(resource, transformationsAnnotation, lines.join(''));
    }
    if (wanted.has('managedByLabel')) {
      mapAt(mapAt(resource.data, 'metadata'), 'labels')['app.kubernetes.io/managed-by'] =
        'kustomize-v5.5.0';
    }
  }
}

function annotate(resource: Resource, name: string, value: string): void {
  mapAt(mapAt(resource.data, 'metadata'), 'annotations')[name] = value;
}

function origin(layer: Layer, resource: Resource): string {
  const { generatedBy } = resource;
  if (!generatedBy) return stringifyYaml({ path: relativePath(layer.directory, resource.file) });
  return configuredText(layer, generatedBy, '');
}

function configured(layer: Layer, by: Configurator): string {
  return configuredText(layer, by, '  ').replace(/^ {2}/, '- ');
}

/** kustomize writes these keys in an order of its own. */
function configuredText(layer: Layer, { file, kind }: Configurator, indent: string): string {
  return [
    `configuredIn: ${relativePath(layer.directory, file)}`,
    'configuredBy:',
    '  apiVersion: builtin',
    `  kind: ${kind}`,
    '',
  ]
    .map((line) => (line === '' ? line : indent + line))
    .join('\n');
}
