const binaryUnits = ['B', 'Ki', 'Mi', 'Gi', 'Ti'] as const;

/** A size as Kubernetes writes it: `41 Mi`, `1.5 Gi`. */
export function memory(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < binaryUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const rounded = value < 10 && unit > 0 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${rounded} ${binaryUnits[unit]}`;
}

/** A share of one core: `0.3 %`, `12 %`, `150 %`. */
export function cpu(cores: number): string {
  const percent = cores * 100;
  return `${percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent)} %`;
}

/** `1 restart`, `3 restarts`. */
export function count(value: number, word: string): string {
  return `${value} ${word}${value === 1 ? '' : 's'}`;
}

/** The first seven characters of a commit id, as Git and every forge show it. */
export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}
