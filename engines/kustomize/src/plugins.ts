import { type Data, isRecord, textOf } from './data.ts';
import { generate } from './generators.ts';
import type { Layer } from './layer.ts';
import { mergeGenerated } from './merge-generated.ts';
import { failure } from './problem.ts';
import { newResource, type Resource } from './resource.ts';
import type { Rules } from './rules.ts';
import { type Kustomization, pluginSchemas } from './schema.ts';
import { transform } from './transform.ts';

/** Runs what `generators` describe: kustomize's own generators as objects. Throws BuildFailure. */
export async function runGeneratorPlugins(
  layer: Layer,
  plugins: readonly Resource[],
): Promise<void> {
  for (const plugin of plugins) {
    const { kind, data } = builtIn(layer, plugin);
    mergeGenerated(layer.list, await runGenerator(layer, kind, data));
  }
}

async function runGenerator(layer: Layer, kind: string, data: Data): Promise<Resource> {
  if (kind === 'ConfigMapGenerator' || kind === 'SecretGenerator') {
    const metadata = isRecord(data.metadata) ? data.metadata : {};
    const { apiVersion: _version, kind: _kind, metadata: _metadata, ...fields } = data;
    const name = textOf(metadata.name);
    const namespace = textOf(metadata.namespace);
    const parsed = pluginSchemas.generator.safeParse({
      ...fields,
      name,
      ...(namespace ? { namespace } : {}),
    });
    if (!parsed.success) throw invalid(layer, kind, parsed.error.issues[0]?.message);
    const target = kind === 'SecretGenerator' ? 'Secret' : 'ConfigMap';
    return generate(layer, parsed.data, { kind: target, field: 'generators' });
  }
  if (kind === 'IAMPolicyGenerator') return iamPolicy(layer, data);
  throw unsupported(layer, kind);
}

/** A service account of Google's Kubernetes, bound to one of its cloud. */
function iamPolicy(layer: Layer, data: Data): Resource {
  const parsed = pluginSchemas.iamPolicy.safeParse(data);
  if (!parsed.success) throw invalid(layer, 'IAMPolicyGenerator', parsed.error.issues[0]?.message);
  const { kubernetesService, serviceAccount } = parsed.data;
  const metadata: Data = {
    name: kubernetesService.name,
    annotations: {
      'iam.gke.io/gcp-service-account': `${serviceAccount.name}@${serviceAccount.projectId}.iam.gserviceaccount.com`,
    },
  };
  if (kubernetesService.namespace) metadata.namespace = kubernetesService.namespace;
  return newResource({ apiVersion: 'v1', kind: 'ServiceAccount', metadata }, layer.file);
}

/** Runs what `transformers` describe: kustomize's own transformers as objects, with field rules of their own. */
export async function runTransformerPlugins(
  layer: Layer,
  plugins: readonly Resource[],
): Promise<void> {
  for (const plugin of plugins) {
    const { kind, data } = builtIn(layer, plugin);
    const parsed = pluginSchemas.transformer.safeParse(data);
    if (!parsed.success) throw invalid(layer, kind, parsed.error.issues[0]?.message);
    const { fieldSpecs, ...fields } = parsed.data;
    const use = uses[kind];
    if (!use) throw unsupported(layer, kind);
    const rules: Rules = fieldSpecs
      ? { ...layer.rules, ...ruleOverrides(use.rule, fieldSpecs) }
      : layer.rules;
    await transform({ ...layer, kustomization: use.kustomization(fields), rules });
  }
}

type Rule = keyof Rules;
type Fields = Omit<ReturnType<typeof pluginSchemas.transformer.parse>, 'fieldSpecs'>;
type Use = { readonly rule: readonly Rule[]; kustomization(fields: Fields): Kustomization };

const uses: Readonly<Record<string, Use>> = {
  LabelTransformer: { rule: ['labels'], kustomization: ({ labels }) => ({ commonLabels: labels }) },
  AnnotationsTransformer: {
    rule: ['annotations'],
    kustomization: ({ annotations }) => ({ commonAnnotations: annotations }),
  },
  PrefixTransformer: {
    rule: ['namePrefix'],
    kustomization: ({ prefix }) => ({ namePrefix: prefix }),
  },
  SuffixTransformer: {
    rule: ['nameSuffix'],
    kustomization: ({ suffix }) => ({ nameSuffix: suffix }),
  },
  PrefixSuffixTransformer: {
    rule: ['namePrefix', 'nameSuffix'],
    kustomization: ({ prefix, suffix }) => ({ namePrefix: prefix, nameSuffix: suffix }),
  },
  NamespaceTransformer: {
    rule: ['namespace'],
    kustomization: ({ metadata }) => ({ namespace: metadata?.namespace }),
  },
  ImageTagTransformer: {
    rule: ['images'],
    kustomization: ({ imageTag }) => ({ images: imageTag ? [imageTag] : [] }),
  },
  ReplicaCountTransformer: {
    rule: ['replicas'],
    kustomization: ({ replica }) => ({ replicas: replica ? [replica] : [] }),
  },
  PatchTransformer: {
    rule: [],
    kustomization: ({ path, patch, target, options }) => ({
      patches: [{ path, patch, target, options }],
    }),
  },
  PatchJson6902Transformer: {
    rule: [],
    kustomization: ({ path, jsonOp, target }) => ({
      patchesJson6902: [{ path, patch: jsonOp, target }],
    }),
  },
  PatchStrategicMergeTransformer: {
    rule: [],
    kustomization: ({ paths, patches }) => ({
      patchesStrategicMerge: [...(paths ?? []), ...(patches ? [patches] : [])],
    }),
  },
  ReplacementTransformer: { rule: [], kustomization: ({ replacements }) => ({ replacements }) },
};

function ruleOverrides(rules: readonly Rule[], fieldSpecs: Rules['labels']): Partial<Rules> {
  return Object.fromEntries(rules.map((rule) => [rule, fieldSpecs]));
}

function builtIn(layer: Layer, { data }: Resource): { readonly kind: string; readonly data: Data } {
  const kind = textOf(data.kind);
  if (data.apiVersion === 'builtin') return { kind, data };
  throw failure(
    'unsupported',
    `The plugin ${textOf(data.apiVersion)} ${kind} is not supported, because it runs a program`,
    {
      file: layer.file,
      hint: 'Commit what the plugin makes, or use the fields of the kustomization itself.',
    },
  );
}

function unsupported(layer: Layer, kind: string): Error {
  return failure('unsupported', `The built-in plugin ${kind} is not supported`, {
    file: layer.file,
  });
}

function invalid(layer: Layer, kind: string, message = 'not valid'): Error {
  return failure('plugin', `${kind}: ${message}`, { file: layer.file });
}
