import type { Problem } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { z } from 'zod';
import type { Application, ApplicationSet, AppProject } from './types.ts';

const texts = z.array(z.string());
const textMap = z.record(z.string(), z.string());
const destination = z.looseObject({
  server: z.string().optional(),
  name: z.string().optional(),
  namespace: z.string().optional(),
});
const source = z.looseObject({
  repoURL: z.string(),
  path: z.string().optional(),
  targetRevision: z.string().optional(),
  kustomize: z
    .looseObject({
      images: texts.optional(),
      namePrefix: z.string().optional(),
      nameSuffix: z.string().optional(),
      namespace: z.string().optional(),
      commonLabels: textMap.optional(),
      labelWithoutSelector: z.boolean().optional(),
      labelIncludeTemplates: z.boolean().optional(),
      components: texts.optional(),
      patches: z
        .array(
          z.strictObject({
            path: z.string().optional(),
            patch: z.string().optional(),
            target: textMap.optional(),
            options: z.record(z.string(), z.boolean()).optional(),
          }),
        )
        .optional(),
      commonAnnotations: textMap.optional(),
      replicas: z
        .array(z.looseObject({ name: z.string(), count: z.union([z.number(), z.string()]) }))
        .optional(),
    })
    .optional(),
  directory: z
    .looseObject({
      recurse: z.boolean().optional(),
      include: z.string().optional(),
      exclude: z.string().optional(),
    })
    .optional(),
});
const syncPolicy = z.looseObject({
  automated: z
    .looseObject({
      enabled: z.boolean().optional(),
      prune: z.boolean().optional(),
      selfHeal: z.boolean().optional(),
      allowEmpty: z.boolean().optional(),
    })
    .optional(),
  syncOptions: texts.optional(),
  retry: z
    .looseObject({
      limit: z.number().optional(),
      backoff: z
        .looseObject({
          duration: z.string().optional(),
          factor: z.number().optional(),
          maxDuration: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
});
const ignoreRule = z.looseObject({
  group: z.string().optional(),
  kind: z.string(),
  name: z.string().optional(),
  namespace: z.string().optional(),
  jsonPointers: texts.optional(),
  jqPathExpressions: texts.optional(),
  managedFieldsManagers: texts.optional(),
});
const application = z.looseObject({
  spec: z.looseObject({
    project: z.string(),
    source: source.optional(),
    sources: z.array(source).optional(),
    destination,
    syncPolicy: syncPolicy.optional(),
    revisionHistoryLimit: z.number().int().optional(),
    ignoreDifferences: z.array(ignoreRule).optional(),
  }),
});

const resources = z.array(
  z.looseObject({ group: z.string(), kind: z.string(), name: z.string().optional() }),
);
const syncWindow = z.looseObject({
  kind: z.string().optional(),
  schedule: z.string().optional(),
  duration: z.string().optional(),
  timeZone: z.string().optional(),
  applications: texts.optional(),
  clusters: texts.optional(),
  namespaces: texts.optional(),
  manualSync: z.boolean().optional(),
  syncOverrun: z.boolean().optional(),
  andOperator: z.boolean().optional(),
});
const appProject = z.looseObject({
  spec: z.looseObject({
    sourceRepos: texts.optional(),
    sourceNamespaces: texts.optional(),
    destinations: z.array(destination).optional(),
    clusterResourceWhitelist: resources.optional(),
    clusterResourceBlacklist: resources.optional(),
    namespaceResourceWhitelist: resources.optional(),
    namespaceResourceBlacklist: resources.optional(),
    roles: z.array(z.looseObject({ name: z.string(), policies: texts.optional() })).optional(),
    syncWindows: z.array(syncWindow).optional(),
    orphanedResources: z
      .looseObject({
        warn: z.boolean().optional(),
        ignore: z
          .array(
            z.looseObject({
              group: z.string().optional(),
              kind: z.string().optional(),
              name: z.string().optional(),
            }),
          )
          .optional(),
      })
      .optional(),
  }),
});

const scmFilter = z.looseObject({
  repositoryMatch: z.string().optional(),
  labelMatch: z.string().optional(),
  branchMatch: z.string().optional(),
  pathsExist: texts.optional(),
  pathsDoNotExist: texts.optional(),
});
const generator = z.looseObject({
  list: z
    .looseObject({ elements: z.array(z.record(z.string(), z.unknown())).optional() })
    .optional(),
  scmProvider: z
    .looseObject({
      github: z.looseObject({ organization: z.string() }).optional(),
      cloneProtocol: z.enum(['ssh', 'https', '']).optional(),
      filters: z.array(scmFilter).optional(),
      values: textMap.optional(),
    })
    .optional(),
});
const applicationSet = z.looseObject({
  spec: z.looseObject({
    goTemplate: z.boolean().optional(),
    goTemplateOptions: texts.optional(),
    generators: z.array(generator),
    syncPolicy: z
      .looseObject({
        preserveResourcesOnDeletion: z.boolean().optional(),
        applicationsSync: z
          .enum(['sync', 'create-only', 'create-update', 'create-delete'])
          .optional(),
      })
      .optional(),
    template: z.looseObject({
      metadata: z.looseObject({}).optional(),
      spec: z.looseObject({}),
    }),
  }),
});

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads an object of the cluster as an Application; members that we do not know are kept. */
export function parseApplication(object: KubeObject): Parsed<Application> {
  return parse<Application>(object, application);
}

/** Reads an object of the cluster as an AppProject. */
export function parseAppProject(object: KubeObject): Parsed<AppProject> {
  return parse<AppProject>(object, appProject);
}

/** Reads an object of the cluster as an ApplicationSet. */
export function parseApplicationSet(object: KubeObject): Parsed<ApplicationSet> {
  return parse<ApplicationSet>(object, applicationSet);
}

/** The object itself when it has the shape, so that reading it twice gives the same object. */
function parse<T extends KubeObject>(object: KubeObject, schema: z.ZodType): Parsed<T> {
  const result = schema.safeParse(object);
  if (result.success) return { ok: true, value: object as T };
  const problems = result.error.issues.map(({ path, message }) => {
    const place = path.join('.');
    return {
      code: 'gitops.invalid-spec',
      message: `${place} of ${object.kind} ${object.metadata.name}: ${message}`,
      place: { path: place },
      hint: `Correct ${place}.`,
    };
  });
  return { ok: false, problems };
}
