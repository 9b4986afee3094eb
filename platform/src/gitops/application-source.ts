import {
  type Application,
  type ApplicationSource,
  type Finding,
  type Render,
  type RenderResult,
  type SourceRepositories,
  sourcesOf,
  splitRevision,
} from '@infraforge/gitops';
import { digestOf, formatPlace, messageOf, type Problem } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';

/** The manifests of an application at one commit of each of its sources. */
export type Manifests = {
  readonly ok: true;
  /** As `revisionText` writes it. */
  readonly revision: string;
  readonly sources: readonly ApplicationSource[];
  /** The application lists its sources, be it one. */
  readonly several: boolean;
  readonly sourceType: string;
  readonly objects: readonly KubeObject[];
};

export type ManifestsResult =
  | Manifests
  | {
      readonly ok: false;
      readonly findings: readonly Finding[];
      readonly revision: string | undefined;
    };

export type ApplicationSources = {
  /**
   * Manifests at the commit that the application's revision names now, or named when it was last asked for when
   * `resolve` is false; at `revision` when one is given.
   */
  manifests(
    application: Application,
    options: { readonly resolve: boolean; readonly revision?: string | undefined },
  ): Promise<ManifestsResult>;
  forget(application: string): void;
};

type Memory = {
  readonly source: string;
  readonly revision: string;
  readonly rendered: { readonly digest: string; readonly result: RenderResult } | undefined;
};

type Rendered =
  | { readonly revision: string; readonly result: Extract<RenderResult, { ok: true }> }
  | { readonly failed: Extract<ManifestsResult, { ok: false }> };

/** Resolves and renders, remembering the last rendering of each source: it depends on nothing but its inputs. */
export function createApplicationSources(
  repositories: SourceRepositories,
  render: Render,
): ApplicationSources {
  const memories = new Map<string, ReadonlyMap<number, Memory>>();

  async function revisionOf(
    source: ApplicationSource,
    memory: Memory | undefined,
    resolve: boolean,
  ): Promise<string | undefined> {
    if (!resolve && memory?.source === digestOf(source)) return memory.revision;
    return repositories.resolve(source.repoURL, source.targetRevision || 'HEAD');
  }

  /** One source; `keep` takes what is worth remembering of it. */
  async function renderOne(
    application: Application,
    source: ApplicationSource,
    memory: Memory | undefined,
    options: { readonly resolve: boolean; readonly wanted: string | undefined },
    keep: (memory: Memory) => void,
  ): Promise<Rendered> {
    let revision: string | undefined;
    try {
      revision = options.wanted ?? (await revisionOf(source, memory, options.resolve));
    } catch (error) {
      const message = `Failed to load target state: ${messageOf(error)}`;
      return { failed: failure('ComparisonError', message, undefined) };
    }
    if (revision === undefined) {
      const asked = source.targetRevision || 'HEAD';
      const message = `Failed to load target state: unable to resolve '${asked}' of ${source.repoURL} to a commit SHA`;
      return { failed: failure('ComparisonError', message, undefined) };
    }
    // It only lends its files to the other sources.
    if (source.ref && source.path === undefined && source.chart === undefined) {
      return { revision, result: { ok: true, objects: [], sourceType: 'Directory' } };
    }
    const namespace = application.spec.destination.namespace ?? '';
    const request = { source, revision, applicationName: application.metadata.name, namespace };
    const digest = digestOf(request);
    const known = memory?.rendered?.digest === digest ? memory.rendered.result : undefined;
    const result = known ?? (await attempt(render, request));
    const lasts = result.ok || result.problems.every(({ code }) => code !== 'gitops.render');
    const rendered = lasts ? { digest, result } : undefined;
    keep({ source: digestOf(source), revision, rendered });
    return result.ok ? { revision, result } : { failed: renderFailure(result.problems, revision) };
  }

  return {
    async manifests(application, { resolve, revision: wanted }) {
      const { name } = application.metadata;
      const sources = sourcesOf(application);
      if (sources.length === 0) {
        return failure('InvalidSpecError', 'spec.source is missing', undefined);
      }
      const before = memories.get(name);
      const after = new Map([...(before ?? [])].filter(([index]) => index < sources.length));
      const commits = wanted === undefined ? [] : splitRevision(wanted);
      const rendered = await Promise.all(
        sources.map((source, index) =>
          renderOne(
            application,
            source,
            before?.get(index),
            { resolve, wanted: commits[index] },
            (memory) => after.set(index, memory),
          ),
        ),
      );
      memories.set(name, after);
      return together(application, sources, rendered);
    },
    forget: (application) => memories.delete(application),
  };
}

/** The manifests of all sources, in their order; of failures all are told. */
function together(
  application: Application,
  sources: readonly ApplicationSource[],
  rendered: readonly Rendered[],
): ManifestsResult {
  const failures = rendered.flatMap((each) => ('failed' in each ? [each.failed] : []));
  const [first] = failures;
  if (first) {
    const findings = failures.flatMap((each) => each.findings);
    return { ...first, findings, revision: sources.length > 1 ? undefined : first.revision };
  }
  const done = rendered.flatMap((each) => ('failed' in each ? [] : [each]));
  return {
    ok: true,
    revision: done.map(({ revision }) => revision).join(','),
    sources,
    several: (application.spec.sources?.length ?? 0) > 0,
    sourceType: done[0]?.result.sourceType ?? 'Directory',
    objects: done.flatMap(({ result }) => result.objects),
  };
}

/** What a renderer throws is a passing trouble (a repository that cannot be read): it is not remembered. */
async function attempt(render: Render, request: Parameters<Render>[0]): Promise<RenderResult> {
  try {
    return await render(request);
  } catch (error) {
    return { ok: false, problems: [{ code: 'gitops.render', message: messageOf(error) }] };
  }
}

function renderFailure(
  problems: readonly Problem[],
  revision: string,
): Extract<ManifestsResult, { ok: false }> {
  const findings = problems.map((problem) => {
    const place = formatPlace(problem.place);
    const text = [place, problem.message].filter(Boolean).join(': ');
    const hint = problem.hint ? ` ${problem.hint}` : '';
    const message = `Failed to load target state: failed to generate manifest: ${text}${hint}`;
    return { type: 'ComparisonError', message };
  });
  return { ok: false, findings, revision };
}

function failure(
  type: string,
  message: string,
  revision: string | undefined,
): Extract<ManifestsResult, { ok: false }> {
  return { ok: false, findings: [{ type, message }], revision };
}
