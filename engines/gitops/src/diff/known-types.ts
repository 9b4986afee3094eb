import type { KubeObject } from '@infraforge/kube';
import { isRecord } from '../fields.ts';
import { canonicalQuantity, withQuantities } from './quantities.ts';

/** `resource.customizations.knownTypeFields`: a field of a custom resource holds a type of Kubernetes. */
export type KnownTypeField = { readonly field: string; readonly type: string };

/** Custom resources that Argo CD knows to hold pod templates. Source: util/argo/normalizers (`init`). */
const alwaysKnown: Readonly<Record<string, readonly KnownTypeField[]>> = {
  'argoproj.io/Rollout': [{ field: 'spec.template', type: 'core/v1/PodTemplateSpec' }],
};

/** The object with the known fields in the one form that their type has. Types that are not known change nothing. */
export function withKnownTypes(
  object: KubeObject,
  resource: string,
  fields: readonly KnownTypeField[],
): KubeObject {
  const all = [...(alwaysKnown[resource] ?? []), ...fields];
  return all.reduce<unknown>((each, { field, type }) => {
    const form = formOf(type);
    return form ? changeAt(each, field.split('.'), form) : each;
  }, object) as KubeObject;
}

function formOf(type: string): ((value: unknown) => unknown) | undefined {
  const name = type.split('/').at(-1);
  if (name === 'Quantity') return canonicalQuantity;
  if (name === 'Duration') return canonicalDuration;
  return name && ['PodSpec', 'PodTemplateSpec', 'Container', 'ResourceRequirements'].includes(name)
    ? withQuantities
    : undefined;
}

function changeAt(
  value: unknown,
  [step, ...rest]: readonly string[],
  form: (value: unknown) => unknown,
): unknown {
  if (step === undefined) return form(value);
  if (Array.isArray(value)) return value.map((item) => changeAt(item, [step, ...rest], form));
  if (!isRecord(value) || !(step in value)) return value;
  return { ...value, [step]: changeAt(value[step], rest, form) };
}

/** A duration of whole seconds as Go prints it: `8760h` is `8760h0m0s`. */
function canonicalDuration(value: unknown): unknown {
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(String(value));
  if (typeof value !== 'string' || value === '' || !parts) return value;
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const total = hours * 3600 + minutes * 60 + seconds;
  const text = `${Math.floor((total % 3600) / 60)}m${total % 60}s`;
  if (total >= 3600) return `${Math.floor(total / 3600)}h${text}`;
  return total >= 60 ? text : `${total}s`;
}
