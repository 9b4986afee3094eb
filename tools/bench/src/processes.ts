import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** What a set of processes uses. */
export type Usage = {
  /** Proportional set size: memory that is shared counts once, spread over those that share it. */
  readonly mebibytes: number;
  /** Share of one core in per cent over the time that was watched. */
  readonly cpuPercent: number;
};

/** Clock ticks in a second: 100 on every Linux that Node runs on (`getconf CLK_TCK`). */
const ticksPerSecond = 100;

/** Watches processes for a while and says what they use. Linux only: reads /proc. */
export async function usageOf(pids: readonly number[], watchMilliseconds: number): Promise<Usage> {
  const began = performance.now();
  const before = new Map(pids.map((pid) => [pid, ticksOf(pid)]));
  await delay(watchMilliseconds);
  const elapsedSeconds = (performance.now() - began) / 1000;
  const ticks = pids.reduce(
    // One that has ended counts in its parent.
    (sum, pid) => sum + Math.max(0, ticksOf(pid) - (before.get(pid) ?? 0)),
    0,
  );
  const kibibytes = pids.reduce((sum, pid) => sum + pssOf(pid), 0);
  return {
    mebibytes: kibibytes / 1024,
    cpuPercent: (ticks / ticksPerSecond / elapsedSeconds) * 100,
  };
}

/** A process and all that it started, and they started. A process in `without` is left out with its own. */
export function withDescendants(
  root: number,
  without: ReadonlySet<number> = new Set(),
): readonly number[] {
  const children = Map.groupBy(allProcesses(), ({ parent }) => parent);
  const walk = (pid: number): readonly number[] =>
    without.has(pid) ? [] : [pid, ...(children.get(pid) ?? []).flatMap((child) => walk(child.pid))];
  return walk(root);
}

function allProcesses(): readonly { readonly pid: number; readonly parent: number }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const fields = statOf(Number(name));
      return fields ? [{ pid: Number(name), parent: Number(fields[1]) }] : [];
    });
}

/** The fields of /proc/PID/stat after the name, which may hold blanks: state, parent, … Undefined when it is gone. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** utime, stime and those of children that have ended, fields 14 to 17 of proc(5). */
function ticksOf(pid: number): number {
  const fields = statOf(pid) ?? [];
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

function pssOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
