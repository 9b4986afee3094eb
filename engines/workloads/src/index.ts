export { type MemoryObjectStoreOptions, memoryObjectStore } from './memory-object-store.ts';
export {
  type Birth,
  compareKeys,
  createdObject,
  type Deletion,
  deletionOf,
  isDeletionDone,
  kubeTime,
  matchesFilter,
  updatedObject,
  withStatus,
} from './object-rules.ts';
export type * from './ports.ts';
