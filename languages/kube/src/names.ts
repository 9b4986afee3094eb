const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const label1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const qualifiedPart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** What is wrong with a DNS-1123 label (names of namespaces, containers), empty when nothing is. */
export function problemsOfLabelName(name: string): readonly string[] {
  return [
    ...longerThan(name, 63),
    ...(label.test(name)
      ? []
      : ['use lower case letters, digits and "-", and begin and end with a letter or digit']),
  ];
}

/** What is wrong with a DNS-1035 label (names of Services), empty when nothing is. */
export function problemsOfServiceName(name: string): readonly string[] {
  return [
    ...longerThan(name, 63),
    ...(label1035.test(name)
      ? []
      : [
          'use lower case letters, digits and "-", begin with a letter, end with a letter or digit',
        ]),
  ];
}

/** What is wrong with a DNS-1123 subdomain (names of most objects, host names), empty when nothing is. */
export function problemsOfSubdomainName(name: string): readonly string[] {
  return [
    ...longerThan(name, 253),
    ...(subdomain.test(name)
      ? []
      : ['use lower case letters, digits, "-" and ".", each part as a DNS label']),
  ];
}

/** What is wrong with the key of a label or annotation: `[prefix/]name`, empty when nothing is. */
export function problemsOfQualifiedName(name: string): readonly string[] {
  const parts = name.split('/');
  if (parts.length > 2) return ['at most one "/" may separate a DNS prefix from the name'];
  const own = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  return [
    ...(prefix === undefined
      ? []
      : problemsOfSubdomainName(prefix).map((text) => `prefix: ${text}`)),
    ...(own === '' ? ['the name must not be empty'] : []),
    ...longerThan(own, 63),
    ...(qualifiedPart.test(own)
      ? []
      : ['use letters, digits, "-", "_" and ".", and begin and end with a letter or digit']),
  ];
}

/** What is wrong with the value of a label, empty when nothing is. */
export function problemsOfLabelValue(value: string): readonly string[] {
  return [
    ...longerThan(value, 63),
    ...(value === '' || qualifiedPart.test(value)
      ? []
      : ['use letters, digits, "-", "_" and ".", and begin and end with a letter or digit']),
  ];
}

function longerThan(text: string, limit: number): readonly string[] {
  return text.length > limit ? [`must be no more than ${limit} characters`] : [];
}
