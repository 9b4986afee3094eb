import { formatKey, type KubeObject, keyOf } from '@infraforge/kube';

/** What garbage collection asks about the cluster. */
export type OwnerIndex = {
  hasUid(uid: string): boolean;
  /** Objects that name this uid as an owner. */
  ownedBy(uid: string): readonly KubeObject[];
};

/** Objects by key, kind, namespace, uid and owner, so that a controller looks at no more than it needs. */
export type ObjectIndex = OwnerIndex & {
  find(formattedKey: string): KubeObject | undefined;
  keys(): readonly string[];
  values(): readonly KubeObject[];
  /** In all namespaces or in one. */
  ofKind(group: string, kind: string, namespace?: string): readonly KubeObject[];
  inNamespace(namespace: string): readonly KubeObject[];
  put(object: KubeObject): void;
  /** False when it was not there. */
  remove(object: KubeObject): boolean;
};

type Group = Map<string, KubeObject>;

/** An index of these objects. */
export function createObjectIndex(objects: readonly KubeObject[] = []): ObjectIndex {
  const byKey: Group = new Map();
  const byUid = new Map<string, KubeObject>();
  const groups = new Map<string, Group>();
  const namespaces = new Map<string, Set<string>>();

  function placesOf(object: KubeObject): readonly string[] {
    const { group, kind, namespace } = keyOf(object);
    const owners = object.metadata.ownerReferences ?? [];
    return [
      kindPlace(group, kind, namespace),
      `namespace ${namespace}`,
      ...owners.map(({ uid }) => `owner ${uid}`),
    ];
  }

  function forget(key: string, object: KubeObject): void {
    byKey.delete(key);
    byUid.delete(object.metadata.uid ?? '');
    for (const place of placesOf(object)) {
      const group = groups.get(place);
      group?.delete(key);
      if (group?.size === 0) groups.delete(place);
    }
  }

  const members = (place: string) => [...(groups.get(place)?.values() ?? [])];

  const index: ObjectIndex = {
    find: (key) => byKey.get(key),
    keys: () => [...byKey.keys()],
    values: () => [...byKey.values()],
    hasUid: (uid) => byUid.has(uid),
    ownedBy: (uid) => members(`owner ${uid}`),
    inNamespace: (namespace) => members(`namespace ${namespace}`),
    ofKind(group, kind, namespace) {
      if (namespace !== undefined) return members(kindPlace(group, kind, namespace));
      const known = namespaces.get(`${group}/${kind}`) ?? [];
      return [...known].flatMap((each) => members(kindPlace(group, kind, each)));
    },
    put(object) {
      const { group, kind, namespace } = keyOf(object);
      const key = formatKey(keyOf(object));
      const before = byKey.get(key);
      if (before) forget(key, before);
      byKey.set(key, object);
      if (object.metadata.uid) byUid.set(object.metadata.uid, object);
      for (const place of placesOf(object)) {
        const members = groups.get(place) ?? new Map<string, KubeObject>();
        groups.set(place, members.set(key, object));
      }
      const known = namespaces.get(`${group}/${kind}`) ?? new Set<string>();
      namespaces.set(`${group}/${kind}`, known.add(namespace));
    },
    remove(object) {
      const key = formatKey(keyOf(object));
      const before = byKey.get(key);
      if (before) forget(key, before);
      return before !== undefined;
    },
  };
  for (const object of objects) index.put(object);
  return index;
}

function kindPlace(group: string, kind: string, namespace: string): string {
  return `kind ${group}/${kind} ${namespace}`;
}
