import { mapAt, textAt } from './data.ts';
import { refuse } from './failure.ts';
import type { StackWorld } from './ports.ts';
import { renderText } from './templates.ts';
import type { AtmosConfig, Data } from './types.ts';

/** The logical stack of a component: `name` of the manifest, the template, the pattern, else the manifest's id. */
export function stackNameOf(
  world: StackWorld,
  config: AtmosConfig,
  {
    manifest,
    merged,
    section,
  }: { readonly manifest: string; readonly merged: Data; readonly section: Data },
): string {
  const name = textAt(merged, 'name');
  if (name !== '') return name;
  if (config.nameTemplate !== '') {
    return renderText(world, config.nameTemplate, section, {
      name: 'validate-stacks-name-template',
      missing: 'error',
    });
  }
  if (config.namePattern !== '') {
    const filled = fillPattern(config.namePattern, mapAt(section, 'vars'));
    return filled === undefined || filled === '' ? manifest : filled;
  }
  return manifest;
}

const tokens = ['namespace', 'tenant', 'environment', 'stage'] as const;

function fillPattern(pattern: string, vars: Data): string | undefined {
  const parts: string[] = [];
  for (const part of pattern.split('-')) {
    const token = tokens.find((each) => part === `{${each}}`);
    if (token === undefined) continue;
    const value = vars[token];
    if (value === undefined || value === null || value === '') return undefined;
    parts.push(String(value));
  }
  return parts.join('-');
}

/** Refuses a configuration that says nothing of how stacks are named. */
export function requireNames(config: AtmosConfig): void {
  if (config.nameTemplate !== '' || config.namePattern !== '') return;
  throw refuse(
    'config',
    "'stacks.name_template' (or the deprecated 'stacks.name_pattern') needs to be specified in 'atmos.yaml'",
  );
}

type WorkspaceInput = {
  readonly stack: string;
  readonly name: string;
  /** Root module if the component is derived, '' otherwise; `describe stacks` leaves it out always. */
  readonly base: string;
  readonly vars: Data;
  readonly metadata: Data;
  readonly backendType: string;
};

/** The Terraform workspace of a component. */
export function workspaceOf(config: AtmosConfig, input: WorkspaceInput): string {
  if (input.backendType === 'http' || !config.workspacesEnabled) return 'default';
  const pattern = textAt(input.metadata, 'terraform_workspace_pattern');
  const fixed = textAt(input.metadata, 'terraform_workspace');
  const derived = input.base === '' ? input.stack : `${input.stack}-${input.name}`;
  const text = pattern !== '' ? fillTokens(pattern, input) : fixed || derived;
  return text.replaceAll('/', '-');
}

function fillTokens(pattern: string, { vars, name, base }: WorkspaceInput): string {
  return pattern.replace(/\{([\w-]+)\}/g, (whole, token: string) => {
    if (token === 'component') return name;
    if (token === 'base-component') return base;
    if (token === 'component-path') return base || name;
    const known = [...tokens, 'region', 'attributes', 'workspace'] as readonly string[];
    return known.includes(token) ? String(vars[token] ?? '') : whole;
  });
}
