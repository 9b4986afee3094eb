import { messageOf } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import {
  claimDirectory,
  type Mount,
  makeVolume,
  namespaceUser,
  podVolumeDirectory,
  prepareTarget,
  subPathOf,
  writeVolume,
} from '@infraforge/local-cluster';
import type { Container, KeyToPath, Pod, Volume } from '@infraforge/workloads';
import type { PodHost } from './pod-host.ts';

/** What a container has mounted, or why it cannot be had now. */
export type Mounts =
  | { readonly ok: true; readonly mounts: readonly Mount[] }
  | { readonly ok: false; readonly message: string };

/** Kubernetes' rule for keys of ConfigMaps and Secrets, which become the names of files. */
const KEY = /^(?!\.\.?$)[-._a-zA-Z0-9]+$/;

/** Makes the volumes that a container mounts and says where they are; `app` is the directory of its image. */
export async function containerMounts(
  host: PodHost,
  pod: Pod,
  container: Container,
  app: string,
): Promise<Mounts> {
  const wanted = container.volumeMounts ?? [];
  if (wanted.length === 0) return { ok: true, mounts: [] };
  if (host.isolation === 'none') {
    return {
      ok: false,
      message:
        'this machine cannot mount volumes into pods (isolation level none); see gaia doctor for what it would need',
    };
  }
  const owner =
    host.isolation === 'users' ? namespaceUser(pod.metadata.namespace ?? '') : undefined;
  const mounts: Mount[] = [];
  const problems: string[] = [];
  for (const { name, mountPath, subPath, readOnly } of wanted) {
    const volume = pod.spec.volumes?.find((each) => each.name === name);
    try {
      const made = volume
        ? await makePodVolume(host, pod, volume, owner)
        : `there is no volume ${name} in the pod`;
      if (typeof made === 'string') {
        problems.push(`MountVolume.SetUp failed for volume "${name}": ${made}`);
        continue;
      }
      const place = subPath
        ? await subPathOf(made.directory, subPath, owner)
        : { path: made.directory, isFile: false };
      const mount: Mount = {
        source: place.path,
        target: mountPath.length > 1 ? mountPath.replace(/\/+$/, '') : mountPath,
        isReadOnly: made.isReadOnly || readOnly === true,
        isFile: place.isFile,
      };
      const refusal = await prepareTarget(mount, app);
      if (refusal === undefined) mounts.push(mount);
      else problems.push(refusal);
    } catch (error) {
      problems.push(`MountVolume.SetUp failed for volume "${name}": ${messageOf(error)}`);
    }
  }
  problems.push(...nested(mounts));
  return problems.length > 0 ? { ok: false, message: problems.join('; ') } : { ok: true, mounts };
}

/** A place inside another volume is the pod's to change: it could lead anywhere on this machine. */
function nested(mounts: readonly Mount[]): readonly string[] {
  return mounts.flatMap(({ target }) =>
    mounts
      .filter((other) => target.startsWith(`${other.target}/`))
      .map(
        (other) => `mountPath ${target} is inside another, ${other.target}; use subPath instead`,
      ),
  );
}

type MadeVolume = { readonly directory: string; readonly isReadOnly: boolean };

/** The directory of a volume, or what is missing. */
async function makePodVolume(
  host: PodHost,
  pod: Pod,
  volume: Volume,
  owner: number | undefined,
): Promise<MadeVolume | string> {
  const { namespace = '', uid = '' } = pod.metadata;
  const own = podVolumeDirectory(host.data, uid, volume.name);
  if (volume.persistentVolumeClaim) {
    const { claimName, readOnly = false } = volume.persistentVolumeClaim;
    const claim = host.claim(namespace, claimName);
    if (!claim?.metadata.uid) return `persistentvolumeclaim "${claimName}" not found`;
    if (claim.metadata.deletionTimestamp)
      return `persistentvolumeclaim "${claimName}" is being deleted`;
    const directory = claimDirectory(host.data, claim.metadata.uid);
    await makeVolume(directory, owner);
    return { directory, isReadOnly: readOnly };
  }
  if (volume.emptyDir) {
    await makeVolume(own, owner);
    return { directory: own, isReadOnly: false };
  }
  if (volume.configMap) {
    const { name, items, defaultMode, optional } = volume.configMap;
    const object = host.configMap(namespace, name);
    if (!object && !optional) return `configmap "${name}" not found`;
    const files = filesOf(object, items, defaultMode);
    if (typeof files === 'string') return files;
    await writeVolume(own, files, owner);
    return { directory: own, isReadOnly: true };
  }
  if (volume.secret) {
    const { secretName, items, defaultMode, optional } = volume.secret;
    const object = host.secret(namespace, secretName);
    if (!object && !optional) return `secret "${secretName}" not found`;
    const files = filesOf(object, items, defaultMode);
    if (typeof files === 'string') return files;
    await writeVolume(own, files, owner);
    return { directory: own, isReadOnly: true };
  }
  const kind = Object.keys(volume).find((key) => key !== 'name') ?? 'unknown';
  return `volumes of kind ${kind} are not available on the local cluster; it has emptyDir, configMap, secret and persistentVolumeClaim`;
}

type Files = ReadonlyMap<string, { readonly content: Buffer; readonly mode: number }>;

/** The files of a ConfigMap or Secret: all its keys, or those that `items` name; a text when one is not there. */
function filesOf(
  object: KubeObject | undefined,
  items: readonly KeyToPath[] | undefined,
  defaultMode = 0o644,
): Files | string {
  const contents = contentsOf(object);
  const wanted = items ?? [...contents.keys()].map((key) => ({ key, path: key }) as KeyToPath);
  const files = new Map<string, { content: Buffer; mode: number }>();
  for (const { key, path, mode = defaultMode } of wanted) {
    const content = contents.get(key);
    if (!content) return `references non-existent key: ${key}`;
    if (!KEY.test(key)) return `"${key}" cannot be the name of a file`;
    files.set(path, { content, mode });
  }
  return files;
}

function contentsOf(object: KubeObject | undefined): ReadonlyMap<string, Buffer> {
  const {
    data = {},
    stringData = {},
    binaryData = {},
  } = (object ?? {}) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  const encoding = object?.kind === 'Secret' ? 'base64' : 'utf8';
  return new Map([
    ...Object.entries(data).map(([key, text]) => [key, Buffer.from(text, encoding)] as const),
    ...Object.entries(binaryData).map(([key, text]) => [key, Buffer.from(text, 'base64')] as const),
    ...Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text)] as const),
  ]);
}
