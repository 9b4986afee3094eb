import { realpathSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { folderTree, repositoryRootOf } from '../folder-tree.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';

/** `gaia kustomize build DIR` */
export function registerKustomize(program: Command, context: CommandContext): void {
  const kustomize = program
    .command('kustomize')
    .description('Work with kustomizations in the working directory. Needs no platform.')
    .usage('build [options]');
  kustomize
    .command('build')
    .description('Print what a kustomization builds, as the platform builds it before a sync.')
    .argument('[DIR]', 'folder with the kustomization.yaml', '.')
    .addHelpText(
      'after',
      `
Examples:
  gaia kustomize build deploy/overlays/dev
  gaia kustomize build deploy/overlays/prod | kubectl diff -f -
  gaia kustomize build deploy/overlays/dev -o name`,
    )
    .action(async (folder: string, _options, command: Command) => {
      await build(context, folder, command);
    });
}

async function build(context: CommandContext, folder: string, command: Command): Promise<void> {
  const path = context.resolvePath(folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new PlatformError('gaia.no-folder', `${folder} is no folder.`, {
      hint: 'Name the folder that holds the kustomization.yaml.',
    });
  }
  const { build: buildKustomization } = await import('@infraforge/kustomize');
  const real = realpathSync(path);
  const root = repositoryRootOf(real);
  const result = await buildKustomization(folderTree(root), relative(root, real));
  if (!result.ok) {
    throw new PlatformError('kustomize.failed', `${folder} does not build.`, {
      problems: result.problems,
    });
  }
  for (const { message, place } of result.warnings) {
    context.stderr.write(`warning: ${place?.file ? `${place.file}: ` : ''}${message}\n`);
  }
  const { output } = globalOptions(command);
  if (output === 'json') {
    context.stdout.write(await renderDocument({ items: result.objects }, 'json'));
  } else if (output === 'name') {
    const names = result.objects.map(({ kind, metadata }) => `${kind}/${metadata.name}\n`);
    context.stdout.write(names.join('').toLowerCase());
  } else {
    const { stringifyAllYaml } = await import('@infraforge/yaml');
    context.stdout.write(stringifyAllYaml(result.objects));
  }
}
