import type { KubeObject } from '@infraforge/kube';
import { Refusal } from './refusal.ts';
import type { Target } from './request-target.ts';
import { apiVersionOf } from './resources.ts';

/**
 * What a client sent, as an object of the target: its kind and place are the path's. Throws BadRequest when it says
 * otherwise.
 */
export function receivedObject(body: unknown, target: Target): KubeObject {
  if (!isMap(body)) throw new Refusal('BadRequest', 'the body has to be an object');
  const { resource, namespace, name } = target;
  const { apiVersion = apiVersionOf(resource), kind = resource.kind } = body;
  if (apiVersion !== apiVersionOf(resource) || kind !== resource.kind) {
    throw new Refusal(
      'BadRequest',
      `the object is ${apiVersion} ${kind}, and the path is for ${apiVersionOf(resource)} ${resource.kind}`,
    );
  }
  const metadata = isMap(body.metadata) ? body.metadata : {};
  if (
    metadata.namespace !== undefined &&
    metadata.namespace !== '' &&
    metadata.namespace !== namespace
  ) {
    throw new Refusal(
      'BadRequest',
      `the namespace of the object (${metadata.namespace}) is not that of the request (${namespace})`,
    );
  }
  if (name !== undefined && metadata.name !== undefined && metadata.name !== name) {
    throw new Refusal(
      'BadRequest',
      `the name of the object (${metadata.name}) is not that of the request (${name})`,
    );
  }
  const { namespace: _namespace, ...others } = metadata;
  const placed = { ...others, ...(name ? { name } : {}), ...(namespace ? { namespace } : {}) };
  return withoutStringData({
    ...body,
    apiVersion,
    kind,
    metadata: placed,
  } as unknown as KubeObject);
}

/** The write-only `stringData` of a Secret as `data`. */
function withoutStringData(object: KubeObject): KubeObject {
  if (object.kind !== 'Secret' || !isMap(object.stringData)) return object;
  const { stringData, ...rest } = object;
  const encoded = Object.entries(stringData).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return {
    ...rest,
    data: { ...(object.data as object | undefined), ...Object.fromEntries(encoded) },
  } as KubeObject;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
