/**
 * `$(NAME)` by the variables that are known, `$$` as a dollar sign; what is unknown or unfinished stays as it is.
 * Rule: Kubernetes' `third_party/forked/golang/expansion`.
 */
export function expandVariables(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\$|\(([^)]*)\)|\(|[\s\S])/g, (whole, name: string | undefined) => {
    if (whole === '$$') return '$';
    if (name === undefined) return whole;
    return Object.hasOwn(variables, name) ? (variables[name] ?? '') : whole;
  });
}
