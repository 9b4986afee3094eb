import { annotation, annotationOf, withAnnotation } from '../annotations.ts';
import { isRecord } from '../fields.ts';
import type { Application, ApplicationSource } from '../types.ts';

/** A rollback that holds: the application is this entry of its history until somebody ends it. */
export type Pin = {
  readonly historyId: number;
  /** Full commit id. */
  readonly revision: string;
  /** The source, or all of several, as they were deployed; `revisions` has the commit of each. */
  readonly sources: readonly ApplicationSource[];
  readonly revisions: readonly string[];
  /** Who rolled back: a pin always has an owner. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  readonly reason?: string;
};

/** The pin of an application; undefined when it has none, or one that cannot be read. */
export function pinOf(application: Application): Pin | undefined {
  const text = annotationOf(application, annotation.pin);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isPin(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The application with a pin in its annotations, or without one. It stands beside the spec, which sets rewrite. */
export function withPin(application: Application, pin: Pin | undefined): Application {
  const text = pin && JSON.stringify(pin);
  return withAnnotation(application, annotation.pin, text) as Application;
}

/**
 * The application as it is to be compared and synced: with the sources of its pin at their commits in place of those of
 * its spec. Automated sync therefore holds the pinned state, and heals it, in place of undoing it.
 */
export function pinnedApplication(application: Application): Application {
  const pin = pinOf(application);
  if (!pin || !application.spec) return application;
  const sources = pin.sources.map((source, index) => ({
    ...source,
    targetRevision: pin.revisions[index] ?? pin.revision,
  }));
  const { source: _source, sources: several, ...spec } = application.spec;
  const [first] = sources;
  const own = several && several.length > 0 ? { sources } : first ? { source: first } : {};
  return { ...application, spec: { ...spec, ...own } };
}

function isPin(value: unknown): value is Pin {
  return (
    isRecord(value) &&
    typeof value.historyId === 'number' &&
    typeof value.revision === 'string' &&
    typeof value.by === 'string' &&
    typeof value.at === 'string' &&
    Array.isArray(value.revisions) &&
    Array.isArray(value.sources) &&
    value.sources.length > 0 &&
    value.sources.every((source) => isRecord(source) && typeof source.repoURL === 'string')
  );
}
