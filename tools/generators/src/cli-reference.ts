import { buildProgram, type CommandContext } from '@infraforge/cli';

type Program = Awaited<ReturnType<typeof buildProgram>>;

/** docs/reference/cli.md: every command of gaia with the help that it prints itself. */
export async function cliReference(checkout: string): Promise<string> {
  const captured: string[] = [];
  const program = await buildProgram(contextThatKeeps(captured, checkout), 'every');
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

const preface = `This page is made from the commands themselves by \`npm run reference\`: do not edit it.
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

function contextThatKeeps(captured: string[], checkout: string): CommandContext {
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
    checkout,
    signal: new AbortController().signal,
    now: () => 0,
    resolvePath: (path) => path,
    dataDirectory: () => '.infraforge',
    setExitCode: () => undefined,
  };
}
