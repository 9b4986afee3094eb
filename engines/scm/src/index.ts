export { type Access, accessToOrganization, accessToRepository, allows } from './access.ts';
export { memoryForgeStore } from './memory-forge-store.ts';
export {
  branchOf,
  isObjectId,
  isRefName,
  isUserRef,
  organizationNameProblem,
  repositoryNameProblem,
  ZERO_ID,
} from './names.ts';
export { filePathProblem } from './paths.ts';
export type * from './ports.ts';
export { decideRefChange, type RefDecision } from './protection.ts';
export { topicProblems } from './topics.ts';
export type * from './types.ts';
