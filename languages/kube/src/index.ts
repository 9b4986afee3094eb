export {
  formatKey,
  groupOf,
  type KubeObject,
  keyOf,
  type ObjectKey,
  type ObjectMeta,
  type OwnerReference,
} from './object.ts';
