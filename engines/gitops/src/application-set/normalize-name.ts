/** Text as it may stand in a DNS name, as Argo CD's `normalize` and `branchNormalized` make it. */
export function normalizeName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^-a-z0-9.]/g, '-')
    .slice(0, 253)
    .replaceAll(/^[-.]+|[-.]+$/g, '');
}
