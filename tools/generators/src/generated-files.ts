import { cliReference } from './cli-reference.ts';
import { readComponents } from './component.ts';
import { componentEntity } from './component-entity.ts';
import { componentReadme } from './component-readme.ts';
import { localClusterReference } from './local-cluster-reference.ts';

/** Every file that is made from the code or the content, by its path, as it should be now. */
export async function generatedFiles(checkout: string): Promise<ReadonlyMap<string, string>> {
  const components = await readComponents(checkout);
  return new Map([
    ['docs/reference/cli.md', await cliReference(checkout)],
    ['docs/reference/local-cluster.md', localClusterReference()],
    ...components.flatMap((component): readonly (readonly [string, string])[] => [
      [`${component.folder}/README.md`, componentReadme(component)],
      [`${component.folder}/catalog-info.yaml`, componentEntity(component)],
    ]),
  ]);
}
