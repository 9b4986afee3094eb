import { type FieldSet, fromFieldsV1, isEmpty, toFieldsV1 } from './field-set.ts';

/** An entry of `metadata.managedFields`. */
export type ManagedFieldsEntry = {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  /** RFC 3339. */
  readonly time?: string;
  readonly fieldsType?: 'FieldsV1';
  readonly fieldsV1?: unknown;
  readonly subresource?: string;
};

/** A manager and what it owns. */
export type Manager = Omit<ManagedFieldsEntry, 'fieldsV1' | 'fieldsType'> & {
  readonly fields: FieldSet;
};

/** Managers by what tells them apart: for updates, the version counts too. */
export type Managers = ReadonlyMap<string, Manager>;

export function identityOf(manager: Omit<Manager, 'fields'>): string {
  const { operation, apiVersion, subresource = '' } = manager;
  const version = operation === 'Update' ? apiVersion : '';
  return JSON.stringify([manager.manager, operation, version, subresource]);
}

/** What is not of the shape of an entry is dropped, as the API server does with what it cannot decode. */
export function readManagers(entries: unknown): Managers {
  const managers = new Map<string, Manager>();
  for (const entry of Array.isArray(entries) ? entries : []) {
    if (typeof entry?.manager !== 'string' && typeof entry?.operation !== 'string') continue;
    const { fieldsV1, fieldsType: _fieldsType, ...rest } = entry as ManagedFieldsEntry;
    const manager = { ...rest, fields: fromFieldsV1(fieldsV1) };
    managers.set(identityOf(manager), manager);
  }
  return managers;
}

/** Entries as the API server orders them: applies first, then by time, then by name. */
export function writeManagers(managers: Managers): readonly ManagedFieldsEntry[] {
  const entries = [...managers.values()].filter(({ fields }) => !isEmpty(fields));
  entries.sort(
    (left, right) =>
      compare(left.operation, right.operation) ||
      compare(left.time ?? '', right.time ?? '') ||
      compare(left.manager, right.manager) ||
      compare(left.apiVersion, right.apiVersion) ||
      compare(left.subresource ?? '', right.subresource ?? ''),
  );
  return entries.map(({ fields, ...entry }) => ({
    ...entry,
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(fields),
  }));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
