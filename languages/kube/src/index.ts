export { builtInSchema, typeNameOf } from './apply/built-in-schema.ts';
export type { ManagedFieldsEntry } from './apply/managers.ts';
export type { ApplyConflict } from './apply/ownership.ts';
export {
  type ApplyResult,
  recordUpdate,
  serverSideApply,
  type Writer,
} from './apply/server-side-apply.ts';
export { problemsOfTyped } from './apply/validate-typed.ts';
export {
  createThreeWayPatch,
  createTwoWayPatch,
  type ThreeWay,
  type ThreeWayPatch,
} from './create-patch.ts';
export {
  type CronJobTimes,
  cronJobSchedule,
  cronRunName,
  type MostRecentRun,
  mostRecentRun,
} from './cron/missed-runs.ts';
export { nextCronTime } from './cron/next-time.ts';
export { type CronSchedule, parseCron } from './cron/parse-cron.ts';
export {
  type ContainerResources,
  metadataField,
  podFieldLabel,
  resourceField,
} from './downward-api.ts';
export { expandVariables } from './expansion.ts';
export { type FieldRequirement, matchesFields, parseFieldSelector } from './field-selector.ts';
export { goJson, goSprint } from './go-text.ts';
export { type JsonPatchOperation, jsonMergePatch, jsonPatch } from './json-patch.ts';
export { renderCustomColumns } from './jsonpath/custom-columns.ts';
export type { PathOptions } from './jsonpath/evaluate.ts';
export { relaxedPath, renderJsonPath, valuesAt } from './jsonpath/jsonpath.ts';
export { createMergePatch } from './merge-patch-diff.ts';
export {
  type MergeField,
  type MergeType,
  mergeTypeOf,
  mergeTypes,
  plainMergeType,
} from './merge-schema.ts';
export * from './more-names.ts';
export {
  problemsOfLabelName,
  problemsOfLabelValue,
  problemsOfQualifiedName,
  problemsOfServiceName,
  problemsOfSubdomainName,
} from './names.ts';
export {
  formatKey,
  groupOf,
  type KubeObject,
  keyOf,
  type ObjectKey,
  type ObjectMeta,
  type OwnerReference,
} from './object.ts';
export { parseSelector } from './parse-selector.ts';
export {
  addQuantities,
  bytesOf,
  compareQuantities,
  cpuCores,
  formatQuantity,
  parseQuantity,
  type Quantity,
  type QuantityFormat,
  roundQuantityUp,
  scaledValue,
  subtractQuantities,
} from './quantity.ts';
export { int64Value, storedQuantity } from './quantity-int64.ts';
export * from './rollout.ts';
export { scopeOf } from './scope.ts';
export {
  type LabelSelector,
  matchesLabels,
  type Requirement,
  type RequirementOperator,
  requirement,
  requirementsOf,
  satisfies,
} from './selector.ts';
export { strategicMerge } from './strategic-merge.ts';
