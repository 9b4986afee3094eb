import {
  type Application,
  type ApplicationSource,
  type Finding,
  type Render,
  type RenderResult,
  type SourceRepositories,
  sourcesOf,
} from '@infraforge/gitops';
import { digestOf, formatPlace, messageOf, type Problem } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';

/** The manifests of an application at one commit. */
export type Manifests = {
  readonly ok: true;
  readonly revision: string;
  readonly source: ApplicationSource;
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

/** Resolves and renders, remembering the last rendering of each application: it depends on nothing but its inputs. */
export function createApplicationSources(
  repositories: SourceRepositories,
  render: Render,
): ApplicationSources {
  const memories = new Map<string, Memory>();

  async function revisionOf(
    source: ApplicationSource,
    memory: Memory | undefined,
    resolve: boolean,
  ): Promise<string | undefined> {
    if (!resolve && memory?.source === digestOf(source)) return memory.revision;
    return repositories.resolve(source.repoURL, source.targetRevision || 'HEAD');
  }

  return {
    async manifests(application, { resolve, revision: wanted }) {
      const { name } = application.metadata;
      const sources = sourcesOf(application);
      const [source] = sources;
      if (!source || sources.length > 1) {
        const message = source
          ? 'Applications with several sources are not supported here: use spec.source'
          : 'spec.source is missing';
        return failure('InvalidSpecError', message, undefined);
      }
      const memory = memories.get(name);
      let revision: string | undefined;
      try {
        revision = wanted ?? (await revisionOf(source, memory, resolve));
      } catch (error) {
        return failure(
          'ComparisonError',
          `Failed to load target state: ${messageOf(error)}`,
          undefined,
        );
      }
      if (revision === undefined) {
        const asked = source.targetRevision || 'HEAD';
        const message = `Failed to load target state: unable to resolve '${asked}' of ${source.repoURL} to a commit SHA`;
        return failure('ComparisonError', message, undefined);
      }
      const namespace = application.spec.destination.namespace ?? '';
      const request = { source, revision, applicationName: name, namespace };
      const digest = digestOf(request);
      const known = memory?.rendered?.digest === digest ? memory.rendered.result : undefined;
      const result = known ?? (await attempt(render, request));
      const keep = result.ok || result.problems.every(({ code }) => code !== 'gitops.render');
      const rendered = keep ? { digest, result } : undefined;
      memories.set(name, { source: digestOf(source), revision, rendered });
      if (!result.ok) return renderFailure(result.problems, revision);
      const { objects, sourceType } = result;
      return { ok: true, revision, source, sourceType, objects };
    },
    forget: (application) => memories.delete(application),
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

function renderFailure(problems: readonly Problem[], revision: string): ManifestsResult {
  const findings = problems.map((problem) => {
    const place = formatPlace(problem.place);
    const text = [place, problem.message].filter(Boolean).join(': ');
    const hint = problem.hint ? ` ${problem.hint}` : '';
    const message = `Failed to load target state: failed to generate manifest: ${text}${hint}`;
    return { type: 'ComparisonError', message };
  });
  return { ok: false, findings, revision };
}

function failure(type: string, message: string, revision: string | undefined): ManifestsResult {
  return { ok: false, findings: [{ type, message }], revision };
}
