import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  argoCdFunctions,
  gomplateFunctions,
  renderTemplate,
  sprigFunctions,
} from '@infraforge/gotemplate';
import { messageOf } from '@infraforge/kernel';
import { parse } from 'yaml';
import {
  argoCdYamlFunctions,
  encodeOutput,
  gomplateLanguages,
  readData,
} from './gotemplate-data.ts';
import { Report, type SuiteResult } from './report.ts';

type TemplateCase = {
  readonly name: string;
  readonly template: string;
  readonly options?: {
    readonly delims?: [string, string];
    readonly missingkey?: 'default' | 'zero' | 'error';
    readonly funcs?: string;
  };
  readonly expected: {
    readonly output?: string;
    readonly outputBase64?: string;
    readonly error?: string;
    readonly errorBase64?: string;
    readonly stage?: 'parse' | 'exec';
  };
};

const functionSets: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  none: {},
  sprig: sprigFunctions,
  gomplate: { ...gomplateFunctions(gomplateLanguages), ...sprigFunctions },
  'sprig+argocd': { ...sprigFunctions, ...argoCdFunctions, ...argoCdYamlFunctions },
};

/** 1,050 templates with what Go, Sprig, Argo CD and gomplate made of them. */
export async function gotemplateSuite(directory: string): Promise<SuiteResult> {
  const report = new Report();
  const folder = join(directory, 'gotemplate', 'cases');
  for (const file of readdirSync(folder).sort()) {
    const text = readFileSync(join(folder, file), 'utf8');
    const cases = parse(text, { maxAliasCount: -1, logLevel: 'error' }) as TemplateCase[];
    const data = readData(text);
    const before = report.result();
    for (const [index, each] of cases.entries()) runCase(report, each, data[index]);
    const { passed, failed } = report.result();
    report.note(
      `${file}: ${passed - before.passed} of ${passed - before.passed + failed - before.failed}`,
    );
  }
  return report.result();
}

function runCase(
  report: Report,
  { name, template, options = {}, expected }: TemplateCase,
  data: unknown,
): void {
  const functions = functionSets[options.funcs ?? 'none'];
  if (!functions) {
    report.skip(1, `${name}: ${options.funcs} functions`);
    return;
  }
  const wanted =
    expected.outputBase64 ??
    (expected.output === undefined ? undefined : encodeOutput(expected.output));
  try {
    const output = renderTemplate(template, data, {
      name: 't',
      missingkey: options.missingkey ?? 'default',
      functions: functions as never,
      ...(options.delims ? { delimiters: options.delims } : {}),
      limits: { maxOutput: 64 * 1024 * 1024 },
    });
    if (wanted === undefined) report.miss(name, `error ${expected.error}`, output);
    else if (wanted === encodeOutput(output)) report.pass();
    else report.miss(name, expected.output ?? wanted, output);
  } catch (error) {
    judgeError(report, { name, expected }, messageOf(error));
  }
}

/** Panics of libraries have no text of their own to compare with. */
const libraryPanic = /runtime error:|reflect:|interface conversion:|json:|yaml:/;

function judgeError(
  report: Report,
  { name, expected }: Pick<TemplateCase, 'name' | 'expected'>,
  message: string,
): void {
  const wanted = expected.error ?? (expected.errorBase64 === undefined ? undefined : 'an error');
  if (wanted === undefined) report.miss(name, expected.output ?? 'output', message);
  else if (wanted === message || libraryPanic.test(wanted) || expected.errorBase64 !== undefined)
    report.pass();
  else report.miss(name, wanted, message);
}
