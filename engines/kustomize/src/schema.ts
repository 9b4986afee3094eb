import { z } from 'zod';

// Field by field the types of kustomize v5.5 (api/types); strict, because kustomize refuses what it does not know.
const text = z.string();
const texts = z.record(z.string(), z.string());

const kindSelector = {
  group: text.optional(),
  version: text.optional(),
  kind: text.optional(),
};
const selector = z.strictObject({
  ...kindSelector,
  name: text.optional(),
  namespace: text.optional(),
  annotationSelector: text.optional(),
  labelSelector: text.optional(),
});
const fieldSpec = z.strictObject({
  ...kindSelector,
  path: text,
  create: z.boolean().optional(),
});
const patch = z.strictObject({
  path: text.optional(),
  patch: text.optional(),
  target: selector.optional(),
  options: z.record(z.string(), z.boolean()).optional(),
});
const generatorOptions = z.strictObject({
  labels: texts.optional(),
  annotations: texts.optional(),
  disableNameSuffixHash: z.boolean().optional(),
  immutable: z.boolean().optional(),
});
const generator = {
  name: text.optional(),
  namespace: text.optional(),
  behavior: text.optional(),
  literals: z.array(text).optional(),
  files: z.array(text).optional(),
  env: text.optional(),
  envs: z.array(text).optional(),
  options: generatorOptions.optional(),
};
const image = z.strictObject({
  name: text.optional(),
  newName: text.optional(),
  newTag: text.optional(),
  tagSuffix: text.optional(),
  digest: text.optional(),
});
const fieldOptions = z.strictObject({
  delimiter: text.optional(),
  index: z.int().optional(),
  encoding: text.optional(),
  create: z.boolean().optional(),
});
const replacement = z.strictObject({
  path: text.optional(),
  source: z
    .strictObject({
      ...kindSelector,
      name: text.optional(),
      namespace: text.optional(),
      fieldPath: text.optional(),
      options: fieldOptions.optional(),
    })
    .optional(),
  sourceValue: text.optional(),
  targets: z
    .array(
      z.strictObject({
        select: selector.optional(),
        reject: z.array(selector).optional(),
        fieldPaths: z.array(text).optional(),
        options: fieldOptions.optional(),
      }),
    )
    .optional(),
});
const variable = z.strictObject({
  name: text,
  objref: z.strictObject({
    apiVersion: text.optional(),
    ...kindSelector,
    name: text.optional(),
    namespace: text.optional(),
  }),
  fieldref: z.strictObject({ fieldpath: text.optional(), fieldPath: text.optional() }).optional(),
});

/** A kustomization file after its keys were brought to their usual case. */
export const kustomizationSchema = z.strictObject({
  apiVersion: text.optional(),
  kind: text.optional(),
  metadata: z.looseObject({}).optional(),
  openapi: texts.optional(),
  namePrefix: text.optional(),
  nameSuffix: text.optional(),
  namespace: text.optional(),
  commonLabels: texts.optional(),
  labels: z
    .array(
      z.strictObject({
        pairs: texts.optional(),
        includeSelectors: z.boolean().optional(),
        includeTemplates: z.boolean().optional(),
        fields: z.array(fieldSpec).optional(),
      }),
    )
    .optional(),
  commonAnnotations: texts.optional(),
  patchesStrategicMerge: z.array(text).optional(),
  patchesJson6902: z.array(patch).optional(),
  patches: z.array(patch).optional(),
  images: z.array(image).optional(),
  imageTags: z.array(image).optional(),
  replacements: z.array(replacement).optional(),
  replicas: z.array(z.strictObject({ name: text, count: z.int() })).optional(),
  vars: z.array(variable).optional(),
  sortOptions: z
    .strictObject({
      order: z.enum(['legacy', 'fifo']).optional(),
      legacySortOptions: z
        .strictObject({
          orderFirst: z.array(text).optional(),
          orderLast: z.array(text).optional(),
        })
        .optional(),
    })
    .optional(),
  resources: z.array(text).optional(),
  components: z.array(text).optional(),
  crds: z.array(text).optional(),
  bases: z.array(text).optional(),
  configMapGenerator: z.array(z.strictObject(generator)).optional(),
  secretGenerator: z.array(z.strictObject({ ...generator, type: text.optional() })).optional(),
  generatorOptions: generatorOptions.optional(),
  helmGlobals: z.looseObject({}).optional(),
  helmCharts: z.array(z.looseObject({})).optional(),
  helmChartInflationGenerator: z.array(z.looseObject({})).optional(),
  configurations: z.array(text).optional(),
  generators: z.array(text).optional(),
  transformers: z.array(text).optional(),
  validators: z.array(text).optional(),
  inventory: z.looseObject({}).optional(),
  buildMetadata: z.array(text).optional(),
});

export type Kustomization = z.infer<typeof kustomizationSchema>;
export type Selector = z.infer<typeof selector>;
export type FieldSpec = z.infer<typeof fieldSpec>;
export type PatchEntry = z.infer<typeof patch>;
export type ImageEntry = z.infer<typeof image>;
export type GeneratorEntry = z.infer<z.ZodObject<typeof generator>> & {
  readonly type?: string | undefined;
};
export type GeneratorOptions = z.infer<typeof generatorOptions>;
export type ReplacementEntry = z.infer<typeof replacement>;
export type FieldOptions = z.infer<typeof fieldOptions>;
export type LabelEntry = NonNullable<Kustomization['labels']>[number];
export type VariableEntry = z.infer<typeof variable>;

/** Entries of a file that `replacements[].path` names. */
export const replacementsSchema = z.array(replacement);

/** A file of `configurations`: which fields the transformers change (kustomize's transformer configurations). */
export const rulesFileSchema = z.strictObject({
  namePrefix: z.array(fieldSpec).optional(),
  nameSuffix: z.array(fieldSpec).optional(),
  namespace: z.array(fieldSpec).optional(),
  commonLabels: z.array(fieldSpec).optional(),
  labels: z.array(fieldSpec).optional(),
  templateLabels: z.array(fieldSpec).optional(),
  commonAnnotations: z.array(fieldSpec).optional(),
  nameReference: z
    .array(z.strictObject({ ...kindSelector, fieldSpecs: z.array(fieldSpec).optional() }))
    .optional(),
  varReference: z.array(fieldSpec).optional(),
  images: z.array(fieldSpec).optional(),
  replicas: z.array(fieldSpec).optional(),
});

/** Objects of `generators` and `transformers`; what they do not know is left to the object's kind. */
export const pluginSchemas = {
  generator: z.object({ ...generator, type: text.optional() }),
  iamPolicy: z.looseObject({
    cloud: z.literal('gke'),
    kubernetesService: z.looseObject({ name: text, namespace: text.optional() }),
    serviceAccount: z.looseObject({ name: text, projectId: text }),
  }),
  transformer: z.object({
    metadata: z.looseObject({ namespace: text.optional() }).optional(),
    fieldSpecs: z.array(fieldSpec).optional(),
    labels: texts.optional(),
    annotations: texts.optional(),
    prefix: text.optional(),
    suffix: text.optional(),
    imageTag: image.optional(),
    replica: z.strictObject({ name: text, count: z.int() }).optional(),
    path: text.optional(),
    patch: text.optional(),
    patches: text.optional(),
    paths: z.array(text).optional(),
    jsonOp: text.optional(),
    target: selector.optional(),
    options: z.record(z.string(), z.boolean()).optional(),
    replacements: z.array(replacement).optional(),
  }),
};
