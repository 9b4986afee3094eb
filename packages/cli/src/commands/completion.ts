import { Argument, type Command } from 'commander';
import type { CommandContext } from '../context.ts';

/** `gaia completion bash|zsh|fish` */
export function registerCompletion(program: Command, context: CommandContext): void {
  program
    .command('completion')
    .description(
      'Print the completion script of a shell: commands, flags, kinds, and names from the platform.',
    )
    .addArgument(new Argument('<SHELL>', 'bash, zsh or fish').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      `
Examples:
  source <(gaia completion bash)                                  # now; in ~/.bashrc for always
  source <(gaia completion zsh)                                   # now; in ~/.zshrc for always
  gaia completion fish > ~/.config/fish/completions/gaia.fish`,
    )
    .action((shell: 'bash' | 'zsh' | 'fish') => {
      context.stdout.write(scripts[shell]);
    });
}

/** Each asks `gaia __complete`, so that the shell never knows more than this version of gaia does. */
const scripts: Readonly<Record<'bash' | 'zsh' | 'fish', string>> = {
  bash: `# bash completion of gaia
_gaia() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$("\${COMP_WORDS[0]}" __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _gaia gaia
`,
  zsh: `#compdef gaia
# zsh completion of gaia
_gaia() {
  local -a candidates
  candidates=("\${(@f)$("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  [[ -n "\${candidates[1]}" ]] && compadd -- $candidates || _files
}
compdef _gaia gaia
`,
  fish: `# fish completion of gaia
function __gaia_complete
    set -l words (commandline -opc) (commandline -ct)
    $words[1] __complete -- $words[2..-1] 2>/dev/null
end
complete -c gaia -f -a '(__gaia_complete)'
`,
};
