import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { buildProgram, type CommandContext } from '@infraforge/cli';

type Program = Awaited<ReturnType<typeof buildProgram>>;

const root = resolve(import.meta.dirname, '../..');
const target = resolve(root, 'docs/reference/cli.md');

/** docs/reference/cli.md: every command of gaia with the help that it prints itself. */
export async function cliReference(): Promise<string> {
  const captured: string[] = [];
  const program = await buildProgram(contextThatKeeps(captured), 'every');
  const helpOf = (command: Program): string => {
    captured.length = 0;
    command.outputHelp();
    return captured.join('').trimEnd();
  };
  const sections = walk(program, '').map(({ path, command }) => {
    const level = path.split(' ').length > 2 ? '###' : '##';
    if (command !== program)
      command.configureHelp({ ...command.configureHelp(), showGlobalOptions: false });
    return `${level} ${path}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`;
  });
  return `# gaia\n\n${preface}\n${sections.join('\n')}`;
}

const preface = `This page is made from the commands themselves by \`tools/generators/cli-reference.ts\`: do not edit it.
\`bin/gaia\` starts from any directory. The flags of the first section hold for every command, before or after its name.
`;

function walk(
  command: Program,
  parents: string,
): readonly { readonly path: string; readonly command: Program }[] {
  const path = `${parents} ${command.name()}`.trim();
  const children = command.commands.filter((child) => !/^(_|help$)/.test(child.name()));
  return [{ path, command }, ...children.flatMap((child) => walk(child, path))];
}

function contextThatKeeps(captured: string[]): CommandContext {
  const output = { write: (text: string) => captured.push(text) };
  return {
    stdout: output,
    stderr: output,
    env: {},
    cwd: '/',
    isTerminal: false,
    canAsk: false,
    colour: false,
    columns: 100,
    checkout: root,
    signal: new AbortController().signal,
    now: () => 0,
    resolvePath: (path) => path,
    dataDirectory: () => '.infraforge',
    setExitCode: () => undefined,
  };
}

/** Writes the page, or with `--check` only says whether it is what the commands say now. */
async function main(): Promise<void> {
  const wanted = await cliReference();
  if (!process.argv.includes('--check')) {
    writeFileSync(target, wanted);
    return;
  }
  if (readFileSync(target, 'utf8') === wanted) return;
  process.stderr.write(
    `${relative(root, target)} is not what gaia's commands say.\nWrite it anew: npm run reference\n`,
  );
  process.exitCode = 1;
}

if (import.meta.main) void main();
