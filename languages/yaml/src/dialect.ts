/** How plain (unquoted) scalars become values. YAML libraries of the Go world differ here, and manifests rely on it. */
export type Dialect = {
  readonly name: 'kubernetes' | 'go-yaml-3';
  /** The value of a plain scalar. Whole numbers that a JS number cannot hold exactly come as bigint. */
  resolve(text: string): unknown;
  /** Whether `<<` overrides what stands before it (go-yaml 2) or always gives way to explicit keys (go-yaml 3). */
  readonly mergeOverrides: boolean;
};

const nulls: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);
const core = new Map<string, boolean>([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);
const old = new Map<string, boolean>([
  ...core,
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((text) => [text, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((text) => [text, false] as const),
]);
const special = new Map<string, number>([
  ...['.nan', '.NaN', '.NAN'].map((text) => [text, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((text) => [text, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((text) => [text, -Infinity] as const),
]);
const numberStart = /^[-+.0-9]/;
const integer = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** YAML as the Kubernetes API machinery reads it (sigs.k8s.io/yaml over go-yaml 2): `yes` and `on` are booleans. */
export const kubernetesDialect: Dialect = {
  name: 'kubernetes',
  resolve: (text) => resolveScalar(text, old),
  mergeOverrides: true,
};

/** YAML as kustomize and Go programs of today read it (go-yaml 3): `yes` and `on` are strings. */
export const goYaml3Dialect: Dialect = {
  name: 'go-yaml-3',
  resolve: (text) => resolveScalar(text, core),
  mergeOverrides: false,
};

function resolveScalar(text: string, booleans: ReadonlyMap<string, boolean>): unknown {
  if (nulls.has(text)) return null;
  const boolean = booleans.get(text);
  if (boolean !== undefined) return boolean;
  if (!numberStart.test(text)) return text;
  return special.get(text) ?? numberOf(text) ?? text;
}

/** The number that go-yaml sees in a text: underscores are ignored, a leading 0 means octal. */
function numberOf(text: string): number | bigint | undefined {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const match = integer.exec(plain);
  if (match) {
    const [, sign, hex, binary, octal, decimal] = match;
    const digits = hex ? `0x${hex}` : binary ? `0b${binary}` : octal ? `0o${octal}` : decimal;
    const value = BigInt(digits ?? '0') * (sign === '-' ? -1n : 1n);
    if (value >= -(2n ** 63n) && value < 2n ** 64n) {
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    }
  }
  if (!float.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
