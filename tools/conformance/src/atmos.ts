import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, messageOf } from '@infraforge/kernel';
import { describeAffected, runAtmos, Stacks, type StackWorld } from '@infraforge/stacks';
import { parse } from 'yaml';
import { memoryTree } from './atmos-tree.ts';
import { firstDifference } from './difference.ts';
import { Report, type SuiteResult } from './report.ts';

type Recorded = {
  readonly args: readonly string[];
  readonly exit: number;
  readonly stdout: string;
};
type Affected = {
  readonly file: string;
  readonly content: string;
  readonly exit: number;
  readonly stdout: string;
  readonly stdout_with_dependents?: string;
};
type Project = {
  readonly project: string;
  readonly cases: readonly Recorded[];
  readonly affected?: readonly Affected[];
};

/** 1,174 recorded commands of `atmos`, and 114 changes with what `describe affected` says of them. */
export async function atmosSuite(directory: string): Promise<SuiteResult> {
  const report = new Report();
  const root = join(directory, 'atmos', 'tree');
  const counts = new Map<string, { passed: number; all: number }>();
  const count = (name: string, before: number) => {
    const entry = counts.get(name) ?? { passed: 0, all: 0 };
    entry.all += 1;
    entry.passed += report.result().passed - before;
    counts.set(name, entry);
  };
  for (const file of readdirSync(join(directory, 'atmos', 'cases')).sort()) {
    const project: Project = JSON.parse(
      readFileSync(join(directory, 'atmos', 'cases', file), 'utf8'),
    );
    for (const each of project.cases) {
      const before = report.result().passed;
      runCase(report, worldOf(root, project.project), project.project, each);
      count(nameOf(each.args), before);
    }
    for (const each of project.affected ?? []) {
      const before = report.result().passed;
      runAffected(report, root, project.project, each);
      count('describe affected', before);
    }
  }
  for (const [name, { passed, all }] of counts) report.note(`${name}: ${passed} of ${all}`);
  return report.result();
}

function nameOf(args: readonly string[]): string {
  const name = args.slice(0, 2).join(' ');
  return args.includes('--provenance') ? `${name} --provenance` : name;
}

/** That of the recording. */
const RECORDED_ENVIRONMENT = {
  NO_COLOR: '1',
  TERM: 'dumb',
  ATMOS_LOGS_LEVEL: 'Off',
  COLUMNS: '200',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: so it stands in the recorded answers
  HOME: '${HOME}',
};

function worldOf(root: string, project: string, changed?: ReadonlyMap<string, string>): StackWorld {
  return {
    tree: memoryTree(root, changed),
    workingDirectory: join(root, project),
    gitRoot: root,
    env: RECORDED_ENVIRONMENT,
    now: () => new Date(),
  };
}

function runCase(report: Report, world: StackWorld, project: string, each: Recorded): void {
  const name = `${project} ${each.args.join(' ')}`;
  try {
    const result = runAtmos(each.args, world);
    if (result.exit !== each.exit) {
      report.miss(name, `exit ${each.exit}`, `exit ${result.exit} ${result.stderr.slice(0, 300)}`);
      return;
    }
    if (each.exit !== 0) report.pass();
    else compare(report, name, { expected: each.stdout, actual: result.stdout, asSet: false });
  } catch (error) {
    report.miss(
      name,
      'an answer',
      `a crash: ${messageOf(error)} ${error instanceof Error ? error.stack : ''}`,
    );
  }
}

type Texts = { readonly expected: string; readonly actual: string; readonly asSet: boolean };

function compare(report: Report, name: string, { expected, actual, asSet }: Texts): void {
  const [wanted, got] = [expected, actual].map((text) => read(text, asSet));
  const difference = firstDifference(wanted, got);
  if (difference) report.miss(name, difference.left, `${difference.right} at ${difference.path}`);
  else if (!asSet && JSON.stringify(wanted) !== JSON.stringify(got)) {
    report.miss(name, 'the order of keys', 'another order');
  } else report.pass();
}

function read(text: string, asSet: boolean): unknown {
  if (text.trim() === '') return undefined;
  const value: unknown = parse(text, { logLevel: 'error', maxAliasCount: -1 });
  return asSet ? sortedLists(value) : value;
}

function sortedLists(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .map(sortedLists)
      .sort((a, b) => (canonicalJson(a as never) < canonicalJson(b as never) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sortedLists(each)]));
}

function runAffected(report: Report, root: string, project: string, each: Affected): void {
  const name = `${project} affected by ${each.file}`;
  try {
    const changed = new Map([[join(root, project, each.file), each.content]]);
    const base = new Stacks(worldOf(root, project));
    const head = new Stacks(worldOf(root, project, changed));
    const answer = (dependents: boolean) =>
      JSON.stringify(describeAffected(head, base, { dependents, changedFiles: [] }));
    const results = [answer(false), answer(true)] as const;
    if (each.exit !== 0) {
      report.miss(name, `exit ${each.exit}`, 'an answer');
      return;
    }
    const expected = [each.stdout, each.stdout_with_dependents ?? ''] as const;
    const [plain, deep] = expected.map((text, index) => [
      read(text, true),
      read(results[index] ?? '', true),
    ]);
    const difference =
      firstDifference(plain?.[0], plain?.[1]) ??
      (expected[1] === '' ? undefined : firstDifference(deep?.[0], deep?.[1]));
    if (difference) report.miss(name, difference.left, `${difference.right} at ${difference.path}`);
    else report.pass();
  } catch (error) {
    if (each.exit !== 0) report.pass();
    else report.miss(name, 'an answer', messageOf(error));
  }
}
