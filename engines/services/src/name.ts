import type { Problem } from '@infraforge/kernel';

const NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SHORTEST = 3;
/** With `-dev-<10>-<5>` behind it a pod's name still fits the 63 characters of a DNS label. */
const LONGEST = 40;
/** Hosts that the platform answers on itself. */
const RESERVED = new Set(['backstage', 'platform', 'localhost', 'www', 'api']);

/** What is wrong with a service's name: it becomes a repository, a DNS label, a host and a Kubernetes name. */
export function checkServiceName(name: string): readonly Problem[] {
  const problems: Problem[] = [];
  const add = (code: string, message: string, hint: string) =>
    problems.push({ code: `service.name.${code}`, message, hint, place: { path: 'name' } });
  if (name.length < SHORTEST || name.length > LONGEST) {
    add(
      'length',
      `"${name}" has ${name.length} ${name.length === 1 ? 'character' : 'characters'}.`,
      `Use ${SHORTEST} to ${LONGEST}.`,
    );
  }
  if (!NAME.test(name)) {
    add(
      'characters',
      `"${name}" is no DNS label.`,
      'Use lower-case letters, digits and "-", start with a letter and end with a letter or digit.',
    );
  }
  if (RESERVED.has(name)) {
    add('reserved', `"${name}" is a host of the platform itself.`, 'Choose another name.');
  }
  return problems;
}
