import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { PlatformError, sha256 } from '@infraforge/kernel';
import { formatKey, type KubeObject, keyOf } from '@infraforge/kube';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Members of a Secret that are never stored in the clear. */
const SEALED_MEMBERS = ['data', 'stringData'] as const;

/** An object as it is stored: the clear part, and the encrypted one when the object is a Secret. */
type Sealed = {
  readonly object: KubeObject;
  readonly sealed: Buffer | null;
  readonly keyId: string | null;
};

export type Sealer = {
  seal(object: KubeObject): Sealed;
  /** Throws PlatformError `cluster.unknown-key` and `cluster.damaged-secret`. */
  open(stored: Sealed): KubeObject;
};

/**
 * Encrypts the data of Secrets with the master key (32 bytes), AES-256-GCM, bound to the object's key and uid so that a
 * sealed value cannot be moved to another Secret.
 */
export function createSealer(masterKey: Uint8Array): Sealer {
  if (masterKey.length !== 32) {
    throw new PlatformError(
      'cluster.bad-master-key',
      `The master key has ${masterKey.length} bytes; AES-256 takes 32.`,
      { hint: 'Restore keys/master in the data directory from your backup.' },
    );
  }
  const ownKeyId = sha256(masterKey).slice(0, 12);
  return {
    seal(object) {
      if (!isSecret(object)) return { object, sealed: null, keyId: null };
      const { data, stringData, ...clear } = object;
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, masterKey, iv).setAAD(boundTo(object));
      const text = JSON.stringify({ data, stringData });
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return {
        object: clear as KubeObject,
        sealed: Buffer.concat([iv, cipher.getAuthTag(), body]),
        keyId: ownKeyId,
      };
    },
    open({ object, sealed, keyId }) {
      if (!sealed) return object;
      const name = formatKey(keyOf(object));
      if (keyId !== ownKeyId) {
        throw new PlatformError(
          'cluster.unknown-key',
          `${name} is encrypted under key ${keyId}; the master key here is ${ownKeyId}.`,
          { hint: 'Restore keys/master in the data directory from your backup.' },
        );
      }
      const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(ALGORITHM, masterKey, sealed.subarray(0, IV_BYTES))
        .setAAD(boundTo(object))
        .setAuthTag(tag);
      try {
        const body = sealed.subarray(IV_BYTES + TAG_BYTES);
        const text = Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
        return { ...object, ...(JSON.parse(text) as object) };
      } catch (cause) {
        throw new PlatformError(
          'cluster.damaged-secret',
          `The stored data of ${name} is damaged.`,
          {
            cause,
          },
        );
      }
    },
  };
}

/** True for the kind whose data the store encrypts. */
function isSecret(object: KubeObject): boolean {
  return object.kind === 'Secret' && object.apiVersion === 'v1' && hasData(object);
}

function hasData(object: KubeObject): boolean {
  return SEALED_MEMBERS.some((member) => object[member] !== undefined);
}

function boundTo(object: KubeObject): Buffer {
  return Buffer.from(`${formatKey(keyOf(object))} ${object.metadata.uid ?? ''}`);
}
