import type { Component } from './component.ts';

/** The README of a component: what it is for, how a stack uses it, its inputs and its outputs. */
export function componentReadme(component: Component): string {
  const { about, module, name } = component;
  const own = module.variables.filter(({ file }) => file !== 'context.tf');
  const context = module.variables.filter(({ file }) => file === 'context.tf');
  return [
    `<!-- Made from the .tf files by \`npm run reference\`: change those. -->`,
    '',
    `# ${name}`,
    '',
    `${about.title}: ${about.description.charAt(0).toLowerCase()}${about.description.slice(1)}.`,
    `About ${about.provisioning_time} to provision, ${about.cost_estimate} a month.${needs(component)}`,
    '',
    '```yaml',
    'components:',
    '  terraform:',
    `    ${name}:`,
    '      metadata:',
    `        component: ${name}`,
    '        inherits:',
    `          - ${name}/defaults`,
    '```',
    '',
    '## Inputs',
    '',
    '| name | type | default | description |',
    '|---|---|---|---|',
    ...own.map(
      ({ name, type, required, default: value, description, validations }) =>
        `| \`${name}\` | \`${cell(type)}\` | ${required ? 'required' : `\`${cell(JSON.stringify(value))}\``} | ${cell([description, ...validations].join(' '))} |`,
    ),
    '',
    `From the stack's own variables: ${context.map(({ name }) => `\`${name}\``).join(', ')}.`,
    '',
    '## Outputs',
    '',
    '| name | description |',
    '|---|---|',
    ...module.outputs.map(
      ({ name, description }) => `| \`${name}\` | ${cell(description ?? '')} |`,
    ),
    '',
    '## Resources',
    '',
    ...module.resources.map(({ address }) => `- \`${address}\``),
    '',
  ].join('\n');
}

function needs({ dependsOn }: Component): string {
  if (dependsOn.length === 0) return '';
  return ` Needs ${dependsOn.map((name) => `[${name}](../${name}/README.md)`).join(', ')}.`;
}

/** A bar ends a cell of a table, even in code. */
const cell = (text: string) => text.replaceAll('|', '\\|');
