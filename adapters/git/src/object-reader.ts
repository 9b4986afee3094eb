import { PlatformError } from '@infraforge/kernel';
import { type BatchObject, type BatchProcess, startBatchProcess } from './batch-process.ts';
import type { GitProgram } from './git-program.ts';

/** Reads objects of many repositories through few long-lived processes. */
export type ObjectReader = {
  /** Type, size and id of what a name names, without its content. */
  header(repository: string, name: string): Promise<BatchObject | undefined>;
  /** Throws PlatformError `scm.too-large` for an object over 100 MiB. */
  object(repository: string, name: string): Promise<BatchObject | undefined>;
  /** Ends the processes of one repository. */
  release(repository: string): void;
  close(): Promise<void>;
};

const LARGEST_OBJECT_BYTES = 100 * 1024 * 1024;

type Slot = { process: BatchProcess; timer: NodeJS.Timeout; ended: Promise<void> };
type Mode = '--batch' | '--batch-check';

/**
 * At most `maxProcesses` processes (the least recently used one that is idle ends first), each closed after
 * `idleMilliseconds` without a question.
 */
export function createObjectReader(
  git: GitProgram,
  options: { readonly idleMilliseconds: number; readonly maxProcesses: number },
): ObjectReader {
  const slots = new Map<string, Slot>();
  const ending = new Set<Promise<void>>();

  const drop = (key: string) => {
    const slot = slots.get(key);
    if (!slot) return;
    slots.delete(key);
    clearTimeout(slot.timer);
    slot.process.close();
  };
  const makeRoom = () => {
    if (slots.size < options.maxProcesses) return;
    for (const [key, slot] of slots) if (slot.process.waiting === 0) return drop(key);
  };
  const open = (repository: string, mode: Mode, key: string): Slot => {
    makeRoom();
    let markEnded = () => {};
    const ended = new Promise<void>((resolve) => {
      markEnded = resolve;
    });
    ending.add(ended);
    const process = startBatchProcess(git, repository, mode, () => {
      if (slots.get(key)?.process === process) drop(key);
      ending.delete(ended);
      markEnded();
    });
    const timer = setTimeout(() => drop(key), options.idleMilliseconds);
    timer.unref();
    return { process, timer, ended };
  };
  const ask = (repository: string, mode: Mode, name: string) => {
    const key = `${mode} ${repository}`;
    const slot = slots.get(key) ?? open(repository, mode, key);
    // Taken out and put back: a Map keeps the order of insertion, so the first is the least recently used.
    slots.delete(key);
    slots.set(key, slot);
    slot.timer.refresh();
    return slot.process.ask(name);
  };

  return {
    header: (repository, name) => ask(repository, '--batch-check', name),
    async object(repository, name) {
      const header = await ask(repository, '--batch-check', name);
      if (!header) return undefined;
      if (header.size > LARGEST_OBJECT_BYTES) throw tooLarge(name, header.size);
      return ask(repository, '--batch', header.sha);
    },
    release(repository) {
      drop(`--batch ${repository}`);
      drop(`--batch-check ${repository}`);
    },
    async close() {
      for (const key of [...slots.keys()]) drop(key);
      await Promise.all(ending);
    },
  };
}

function tooLarge(name: string, size: number): PlatformError {
  return new PlatformError(
    'scm.too-large',
    `${name} has ${size} bytes; more than ${LARGEST_OBJECT_BYTES} are not read into memory`,
    { hint: 'Clone the repository to read it' },
  );
}
