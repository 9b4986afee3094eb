import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brokenReferences, readTerraformModule, referencesOf } from '@infraforge/hcl';
import { Report, type SuiteResult } from './report.ts';

/**
 * What is read of Terraform, against HashiCorp's library and terraform itself: which files are refused, which references
 * expressions make, and which of them lead nowhere.
 */
export async function hclSuite(directory: string): Promise<SuiteResult> {
  const report = new Report();
  const folder = join(directory, 'hcl');
  for (const file of globSync('syntax/*.hcl', { cwd: folder }).sort()) {
    await syntaxCase(report, folder, file);
  }
  for (const name of globSync('modules/*', { cwd: folder }).sort()) {
    await moduleCase(report, folder, name);
  }
  report.skip(globSync('fmt/*.input.tf', { cwd: folder }).length, 'fmt: terraform formats');
  const expressions = readFileSync(join(folder, 'expressions.yaml'), 'utf8');
  report.skip(expressions.split(/^- /m).length - 1, 'expressions: nothing is evaluated');
  return report.result();
}

type Body = {
  readonly items: readonly {
    readonly variables?: readonly string[];
    readonly body?: Body;
  }[];
};
type Parsed = {
  readonly body?: Body;
  readonly diagnostics: readonly { readonly severity: string }[];
};

/** Where what is read differs on purpose or by the parser that we use. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'syntax/err-object-bad-key.hcl': 'hcl2json takes the key b.c of an object for a text',
  'syntax/tf-file.hcl': 'the words of a type and of ignore_changes are no references to us',
};

async function syntaxCase(report: Report, folder: string, file: string): Promise<void> {
  const reason = DIFFERENT[file];
  if (reason) return report.skip(1, `${file}: ${reason}`);
  const source = readFileSync(join(folder, file), 'utf8');
  const expected: Parsed = JSON.parse(
    readFileSync(join(folder, file.replace(/hcl$/, 'json')), 'utf8'),
  );
  const refused = expected.diagnostics.some(({ severity }) => severity === 'error');
  const wanted = refused ? 'refused' : show(variablesOf(expected.body));
  report.compare(file, wanted, await answer(source));
}

async function answer(source: string): Promise<string> {
  try {
    const module = await readTerraformModule({ 'case.hcl': source });
    return show((await referencesOf(module)).map(({ reference }) => reference));
  } catch {
    return 'refused';
  }
}

function variablesOf(body: Body | undefined): readonly string[] {
  return (body?.items ?? []).flatMap((item) => [
    ...(item.variables ?? []),
    ...variablesOf(item.body),
  ]);
}

/** Which names are referred to; how an index is written is not compared. */
const show = (references: readonly string[]) =>
  [...new Set(references.map((text) => text.replace(/[.[].*$/s, '')))].sort().join(' ');

type Plan = { readonly errors?: readonly { readonly summary: string; readonly detail: string }[] };

const UNDECLARED = /^Reference to undeclared (resource|input variable|local value|module)$/;

/** A root module is read; it has a reference that leads nowhere exactly when terraform says so. */
async function moduleCase(report: Report, folder: string, name: string): Promise<void> {
  const input = join(folder, name, 'input');
  const files = globSync('*.tf', { cwd: input }).filter((file) => !/(^|_)override\.tf$/.test(file));
  if (files.length === 0) return report.skip(1, `${basename(name)}: no .tf files`);
  const { errors = [] }: Plan = JSON.parse(readFileSync(join(folder, name, 'plan.json'), 'utf8'));
  const wanted = errors.some(({ summary }) => UNDECLARED.test(summary));
  try {
    const texts = files.map((file) => [file, readFileSync(join(input, file), 'utf8')]);
    const broken = await brokenReferences(await readTerraformModule(Object.fromEntries(texts)));
    const found = broken.map(({ reference }) => reference).join(' ');
    if (wanted === broken.length > 0) report.pass();
    else report.miss(name, wanted ? errors.map(({ detail }) => detail).join(' ') : 'none', found);
  } catch (error) {
    if (errors.length > 0) report.pass();
    else report.miss(name, 'read', String(error));
  }
}
