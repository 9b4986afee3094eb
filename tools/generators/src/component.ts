import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readTerraformModule, type TerraformModule } from '@infraforge/hcl';
import { parseAllYaml, parseYaml } from '@infraforge/yaml';

const COMPONENTS = 'infrastructure/components/terraform';

/** What the platform says of a component: `metadata.custom` of its defaults in the stacks' catalog. */
type Description = {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  /** A range per month, such as `$45-90`. */
  readonly cost_estimate: string;
  readonly provisioning_time: string;
};

/** A Terraform component with all that its README and its catalog entity are made from. */
export type Component = {
  readonly name: string;
  /** The folder, relative to the checkout. */
  readonly folder: string;
  readonly module: TerraformModule;
  readonly about: Description;
  /** Components whose outputs it takes. */
  readonly dependsOn: readonly string[];
  /** The service of the catalog that it stands behind, when one names it. */
  readonly service: string | undefined;
};

/** Every component of the checkout by name. Throws when one has no defaults in the stacks' catalog. */
export async function readComponents(checkout: string): Promise<readonly Component[]> {
  const folders = globSync(`${COMPONENTS}/*`, { cwd: checkout }).sort();
  return Promise.all(folders.map((folder) => readComponent(checkout, folder)));
}

async function readComponent(checkout: string, folder: string): Promise<Component> {
  const name = basename(folder);
  const files = globSync(`${folder}/*.tf`, { cwd: checkout });
  const texts = files.map((file) => [basename(file), readFileSync(join(checkout, file), 'utf8')]);
  const defaults = readDefaults(checkout, name);
  return {
    name,
    folder,
    module: await readTerraformModule(Object.fromEntries(texts)),
    about: defaults.metadata.custom,
    dependsOn: (defaults.dependencies?.components ?? []).map(({ component }) => component),
    service: serviceOf(checkout, name),
  };
}

type Defaults = {
  readonly metadata: { readonly custom: Description };
  readonly dependencies?: { readonly components: readonly { readonly component: string }[] };
};

function readDefaults(checkout: string, name: string): Defaults {
  const file = `infrastructure/stacks/catalog/terraform/${name}/defaults.yaml`;
  const manifest = parseYaml(readFileSync(join(checkout, file), 'utf8')) as {
    readonly components: { readonly terraform: Readonly<Record<string, Defaults>> };
  };
  const defaults = manifest.components.terraform[`${name}/defaults`];
  if (!defaults) throw new Error(`${file} has no component ${name}/defaults`);
  return defaults;
}

type Entity = {
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
};

function serviceOf(checkout: string, component: string): string | undefined {
  const files = globSync('catalog/services/*/*/catalog-info.yaml', { cwd: checkout }).sort();
  const entities = files.flatMap(
    (file) => parseAllYaml(readFileSync(join(checkout, file), 'utf8')) as readonly Entity[],
  );
  return entities.find(
    ({ metadata }) => metadata.annotations?.['atmos.tools/component'] === component,
  )?.metadata.name;
}
