export {
  createGitRepositories,
  type EmbeddedGit,
  type GitRepositoriesOptions,
} from './git-repositories.ts';
export { type CommitTree, createSourceTree } from './source-tree.ts';
