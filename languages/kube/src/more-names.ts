import { isIP } from 'node:net';
import { problemsOfLabelName, problemsOfQualifiedName, problemsOfSubdomainName } from './names.ts';

// Rules: apimachinery `pkg/util/validation` and `pkg/api/validation`, v0.32.

function check(ok: boolean, text: string): readonly string[] {
  return ok ? [] : [text];
}

function notLonger(text: string, limit: number): readonly string[] {
  return check(text.length <= limit, `must be no more than ${limit} characters`);
}

/** What is wrong with a DNS subdomain whose parts may hold `_` (names of some SRV records), empty when nothing is. */
export function problemsOfUnderscoreSubdomain(name: string): readonly string[] {
  const ok = /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/.test(name);
  return [
    ...notLonger(name, 253),
    ...check(ok, 'use lower case letters, digits, "-", "_" and "."'),
  ];
}

/** What is wrong with the name of an environment variable (as Kubernetes up to 1.29 has it), empty when nothing is. */
export function problemsOfVariableName(name: string): readonly string[] {
  return [
    ...check(
      /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name),
      'use letters, digits, "_", "-" and ".", and do not begin with a digit',
    ),
    ...notOnlyDots(name),
  ];
}

/** What is wrong with the name of an environment variable (as Kubernetes from 1.30 has it): printable ASCII without `=`. */
export function problemsOfRelaxedVariableName(name: string): readonly string[] {
  return check(/^[ -<>-~]+$/.test(name), 'use printable ASCII characters other than "="');
}

/** What is wrong with a key of a ConfigMap or Secret, empty when nothing is. */
export function problemsOfConfigMapKey(name: string): readonly string[] {
  return [
    ...notLonger(name, 253),
    ...check(/^[-._a-zA-Z0-9]+$/.test(name), 'use letters, digits, "-", "_" and "."'),
    ...notOnlyDots(name),
  ];
}

function notOnlyDots(name: string): readonly string[] {
  return check(name !== '.' && !name.startsWith('..'), 'must not be "." nor begin with ".."');
}

/** What is wrong with the name of a port, empty when nothing is. */
export function problemsOfPortName(name: string): readonly string[] {
  return [
    ...notLonger(name, 15),
    ...check(/^[-a-z0-9]+$/.test(name), 'use lower case letters, digits and "-"'),
    ...check(/[a-z]/.test(name), 'must hold at least one letter'),
    ...check(!name.includes('--'), 'must not hold two "-" in a row'),
    ...check(!/^-|-$/.test(name), 'must not begin or end with "-"'),
  ];
}

/** What is wrong with the number of a port. */
export function problemsOfPortNumber(port: number): readonly string[] {
  return check(Number.isInteger(port) && port >= 1 && port <= 65535, 'must be 1 to 65535');
}

/** What is wrong with a host name with a wildcard: `*.example.com`. */
export function problemsOfWildcardSubdomain(name: string): readonly string[] {
  const rest = name.startsWith('*.') ? name.slice(2) : '';
  return problemsOfSubdomainName(rest).map((text) => `after "*.": ${text}`);
}

/** What is wrong with a name that is fully qualified: two parts at least; a dot may end it. */
export function problemsOfFullyQualifiedName(name: string): readonly string[] {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  const parts = bare.split('.');
  return [
    ...problemsOfSubdomainName(bare),
    ...check(parts.length >= 2, 'should be a domain with at least two parts'),
    ...parts.flatMap(problemsOfLabelName),
  ];
}

/** What is wrong with an identifier as C has it. */
export function problemsOfIdentifier(name: string): readonly string[] {
  return check(/^[A-Za-z_][A-Za-z0-9_]*$/.test(name), 'use letters, digits and "_"');
}

/** What is wrong with the name of an HTTP header of a probe. */
export function problemsOfHeaderName(name: string): readonly string[] {
  return check(/^[-A-Za-z0-9]+$/.test(name), 'use letters, digits and "-"');
}

/** What is wrong with a percentage: `25%`. */
export function problemsOfPercentage(text: string): readonly string[] {
  return check(/^[0-9]+%$/.test(text), 'write a whole number and "%"');
}

/** What is wrong with an IP address; leading zeros are allowed, as the API server still does. */
export function problemsOfAddress(text: string): readonly string[] {
  const plain = text.replace(/(^|\.)0+(?=\d)/g, '$1');
  const bare = text.includes(':') ? text : plain;
  return check(isIP(bare) !== 0 && !text.includes('%'), 'must be an IPv4 or IPv6 address');
}

/** What is wrong with a path behind a domain: `example.com/foo/bar`. */
export function problemsOfDomainPath(text: string): readonly string[] {
  const slash = text.indexOf('/');
  if (slash === -1) return ['must be a domain and a path, such as example.com/foo'];
  const path = text.slice(slash + 1);
  return [
    ...problemsOfSubdomainName(text.slice(0, slash)),
    ...check(
      /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path),
      'the path must hold only characters of a URL path, and not be empty',
    ),
  ];
}

/** What is wrong with `generateName`: the name without what the server puts behind it. */
export function problemsOfGeneratedName(
  prefix: string,
  problemsOf: (name: string) => readonly string[],
): readonly string[] {
  return problemsOf(prefix.endsWith('-') && prefix.length > 1 ? `${prefix.slice(0, -2)}a` : prefix);
}

/** What is wrong with the key of an annotation: a qualified name in which capitals count as small letters. */
export function problemsOfAnnotationKey(key: string): readonly string[] {
  return problemsOfQualifiedName(key.toLowerCase());
}
