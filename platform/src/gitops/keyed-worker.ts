/** Works on keys: each by one job at a time, a few at once, in order of arrival; a key that comes again is done again. */
export type KeyedWorker = {
  add(key: string): void;
  /** Adds the key after this many milliseconds, or earlier if that was asked for. */
  addAfter(key: string, milliseconds: number): void;
  /** Works until the signal aborts; resolves when the last job has ended. */
  start(signal: AbortSignal): Promise<void>;
  /** Resolves when nothing is running and nothing waits; keys that wait for their time do not count. */
  idle(): Promise<void>;
};

export type KeyedWorkerOptions = {
  readonly concurrency: number;
  /** Must not throw: what went wrong is its business. */
  readonly work: (key: string, signal: AbortSignal) => Promise<void>;
};

/** Nothing is worked on before `start`. */
export function createKeyedWorker({ concurrency, work }: KeyedWorkerOptions): KeyedWorker {
  const ready = new Set<string>();
  const busy = new Set<string>();
  const timers = new Map<string, { readonly due: number; readonly timer: NodeJS.Timeout }>();
  const idlers = new Set<() => void>();
  let current: AbortSignal | undefined;

  function add(key: string): void {
    clearTimeout(timers.get(key)?.timer);
    timers.delete(key);
    ready.add(key);
    pump();
  }

  function pump(): void {
    if (!current || current.aborted) return;
    for (const key of ready) {
      if (busy.size >= concurrency) return;
      if (busy.has(key)) continue;
      ready.delete(key);
      busy.add(key);
      void run(key, current);
    }
    if (ready.size === 0 && busy.size === 0) release();
  }

  async function run(key: string, signal: AbortSignal): Promise<void> {
    await work(key, signal);
    busy.delete(key);
    if (signal.aborted && busy.size === 0) release();
    pump();
  }

  function release(): void {
    for (const resolve of idlers) resolve();
    idlers.clear();
  }

  function idle(): Promise<void> {
    if (ready.size === 0 && busy.size === 0) return Promise.resolve();
    return new Promise((resolve) => idlers.add(resolve));
  }

  return {
    add,
    addAfter(key, milliseconds) {
      const due = performance.now() + milliseconds;
      const planned = timers.get(key);
      if (ready.has(key) || (planned && planned.due <= due)) return;
      clearTimeout(planned?.timer);
      timers.set(key, { due, timer: setTimeout(() => add(key), Math.max(0, milliseconds)) });
    },
    idle,
    async start(signal) {
      current = signal;
      pump();
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
      ready.clear();
      await idle();
      current = undefined;
    },
  };
}
