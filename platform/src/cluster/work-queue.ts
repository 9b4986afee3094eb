/** Keys that wait to be worked on: each once, in order of arrival, some only from a time on. */
export type WorkQueue = {
  add(key: string): void;
  /** Adds the key at this time (milliseconds since the epoch), or earlier if that was asked for. */
  addAt(key: string, time: number): void;
  /** The next key; undefined when the signal aborts. */
  next(signal: AbortSignal): Promise<string | undefined>;
};

/** `now` in milliseconds since the epoch. */
export function createWorkQueue(now: () => number): WorkQueue {
  const ready = new Set<string>();
  const later = new Map<string, { readonly time: number; readonly timer: NodeJS.Timeout }>();
  let wake: (() => void) | undefined;

  function add(key: string): void {
    forget(key);
    ready.add(key);
    wake?.();
  }

  function forget(key: string): void {
    clearTimeout(later.get(key)?.timer);
    later.delete(key);
  }

  return {
    add,
    addAt(key, time) {
      const planned = later.get(key);
      if (ready.has(key) || (planned && planned.time <= time)) return;
      forget(key);
      const timer = setTimeout(() => add(key), Math.max(0, time - now()));
      later.set(key, { time, timer });
    },
    async next(signal) {
      while (!signal.aborted) {
        const [key] = ready;
        if (key !== undefined) {
          ready.delete(key);
          return key;
        }
        await new Promise<void>((resolve) => {
          const go = () => {
            signal.removeEventListener('abort', go);
            resolve();
          };
          wake = go;
          signal.addEventListener('abort', go, { once: true });
        });
        wake = undefined;
      }
      for (const waiting of [...later.keys()]) forget(waiting);
      return undefined;
    },
  };
}
