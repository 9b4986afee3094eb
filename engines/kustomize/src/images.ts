import { type Data, isRecord } from './data.ts';
import { splitFieldPath, visitFields } from './field-visit.ts';
import type { Layer } from './layer.ts';
import { currentId, isSelected, kindOf } from './resource.ts';
import type { ImageEntry } from './schema.ts';

/** `images`: new name, tag or digest for an image, in the containers of any object. */
export function applyImages(layer: Layer): void {
  for (const entry of layer.kustomization.images ?? []) {
    if (!entry.name) continue;
    for (const resource of layer.list.items) {
      if (kindOf(resource) === 'CustomResourceDefinition') continue;
      visitContainers(resource.data, entry);
      for (const field of layer.rules.images) {
        if (!isSelected(currentId(resource), field)) continue;
        visitFields(resource.data, {
          path: splitFieldPath(field.path),
          create: false,
          visit: (holder, key) => setImage(holder, key, entry),
        });
      }
    }
  }
}

function visitContainers(node: unknown, entry: ImageEntry): void {
  if (Array.isArray(node)) {
    for (const each of node) visitContainers(each, entry);
    return;
  }
  if (!isRecord(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if ((key === 'containers' || key === 'initContainers') && Array.isArray(value)) {
      for (const container of value) if (isRecord(container)) setImage(container, 'image', entry);
    } else if (typeof value === 'object') visitContainers(value, entry);
  }
}

function setImage(holder: Data, key: string, entry: ImageEntry): void {
  const image = holder[key];
  if (typeof image === 'string') holder[key] = changedImage(image, entry);
}

/** The image after an entry of `images`; the same when the entry is for another image. */
function changedImage(image: string, entry: ImageEntry): string {
  const name = entry.name ?? '';
  if (!image.startsWith(name)) return image;
  const match = /^(?::([\w.{}-]*))?(?:@(sha256:[\w.{}-]*))?$/.exec(image.slice(name.length));
  if (!match) return image;
  let [, tag, digest] = match;
  if (entry.newTag || entry.digest) {
    tag = entry.newTag || undefined;
    digest = entry.digest || undefined;
  }
  if (entry.tagSuffix && !digest) tag = `${tag ?? ''}${entry.tagSuffix}`;
  return `${entry.newName || name}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
