import type { Place } from '@infraforge/kernel';
import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';
import { offsetOf } from './construct.ts';
import { defaultLimits } from './limits.ts';
import { eventsOf } from './parse.ts';
import { placeAt, YamlProblem } from './problem.ts';

/**
 * Where the value at a path stands, for messages about data that was read before: line and column from 1. For a path
 * that does not exist, the deepest part of it that does; undefined when the text is not YAML or has no such document.
 */
export function positionOf(
  text: string,
  path: readonly (string | number)[],
  options: { readonly file?: string; readonly document?: number } = {},
): Place | undefined {
  const events = tryEvents(text);
  if (!events) return undefined;
  const start = documentStart(events, options.document ?? 0);
  if (start === undefined) return undefined;
  return placeAt(text, find(text, events, { start, path }), options.file);
}

function tryEvents(text: string): readonly Event[] | undefined {
  try {
    return eventsOf(text, defaultLimits.maxDepth);
  } catch (error) {
    if (error instanceof YamlProblem) return undefined;
    throw error;
  }
}

function documentStart(events: readonly Event[], wanted: number): number | undefined {
  let count = -1;
  const index = events.findIndex((event) => {
    if (event.type === EVENT_ID.DOCUMENT) count += 1;
    return count === wanted;
  });
  const first = events[index + 1];
  return index === -1 || !first || first.type === EVENT_ID.POP ? undefined : index + 1;
}

function find(
  text: string,
  events: readonly Event[],
  { start, path }: { readonly start: number; readonly path: readonly (string | number)[] },
): number {
  let node = start;
  let offset = offsetOf(events[node] as Event);
  for (const step of path) {
    const child = childOf(text, events, { node, step });
    if (!child) return offset;
    node = child.value;
    offset = child.offset;
  }
  return offset;
}

type Child = { readonly value: number; readonly offset: number };

function childOf(
  text: string,
  events: readonly Event[],
  { node, step }: { readonly node: number; readonly step: string | number },
): Child | undefined {
  const event = events[node];
  let next = node + 1;
  for (let index = 0; events[next] && events[next]?.type !== EVENT_ID.POP; index += 1) {
    if (event?.type === EVENT_ID.SEQUENCE) {
      if (index === Number(step)) return { value: next, offset: offsetOf(events[next] as Event) };
      next = after(events, next);
    } else if (event?.type === EVENT_ID.MAPPING) {
      const key = events[next] as Event;
      const value = after(events, next);
      if (key.type === EVENT_ID.SCALAR && getScalarValue(text, key) === String(step)) {
        return { value, offset: offsetOf(key) };
      }
      next = after(events, value);
    } else return undefined;
  }
  return undefined;
}

/** The event behind a node. */
function after(events: readonly Event[], node: number): number {
  let depth = 0;
  let index = node;
  do {
    const type = events[index]?.type;
    if (type === EVENT_ID.SEQUENCE || type === EVENT_ID.MAPPING) depth += 1;
    else if (type === EVENT_ID.POP) depth -= 1;
    index += 1;
  } while (depth > 0);
  return index;
}
