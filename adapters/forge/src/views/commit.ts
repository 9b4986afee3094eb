import type { Commit, FileStatus, Repository, Signature } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { accountJson, nodeId } from './account.ts';

type Json = Readonly<Record<string, unknown>>;

/** A commit of `GET /repos/…/commits`. */
export function commitJson(context: ForgeContext, repository: Repository, commit: Commit): Json {
  const api = context.urls.repository(repository);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${context.urls.html(repository)}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: signatureJson(commit.author),
      committer: signatureJson(commit.committer),
      message: commit.message.trimEnd(),
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      comment_count: 0,
      verification: UNVERIFIED,
    },
    author: personJson(context, commit.author),
    committer: personJson(context, commit.committer),
    parents: parents(context, repository, commit),
  };
}

/** A commit of `GET /repos/…/git/commits/:sha`. */
export function gitCommitJson(context: ForgeContext, repository: Repository, commit: Commit): Json {
  const api = context.urls.repository(repository);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${context.urls.html(repository)}/commit/${commit.sha}`,
    author: signatureJson(commit.author),
    committer: signatureJson(commit.committer),
    message: commit.message.trimEnd(),
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: parents(context, repository, commit),
    verification: UNVERIFIED,
  };
}

/** A commit of a push event. */
export function pushedCommitJson(
  context: ForgeContext,
  repository: Repository,
  commit: Commit,
  files: readonly FileStatus[],
): Json {
  const paths = (status: FileStatus['status']) =>
    files.filter((file) => file.status === status).map((file) => file.path);
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message.trimEnd(),
    timestamp: commit.committer.date.toISOString(),
    url: `${context.urls.html(repository)}/commit/${commit.sha}`,
    author: { ...personName(commit.author), username: loginOfSignature(context, commit.author) },
    committer: personName(commit.committer),
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified'),
  };
}

const UNVERIFIED: Json = { verified: false, reason: 'unsigned', signature: null, payload: null };

function parents({ urls }: ForgeContext, repository: Repository, commit: Commit) {
  return commit.parents.map((sha) => ({
    sha,
    url: `${urls.repository(repository)}/commits/${sha}`,
    html_url: `${urls.html(repository)}/commit/${sha}`,
  }));
}

function signatureJson(signature: Signature): Json {
  return { ...personName(signature), date: signature.date.toISOString().replace('.000Z', 'Z') };
}

function personName({ name, email }: Signature): Json {
  return { name, email };
}

/** The account behind a commit, known by its address; null for people from elsewhere. */
function personJson(context: ForgeContext, signature: Signature): Json | null {
  const login = loginOfSignature(context, signature);
  return login === undefined ? null : accountJson(context, login, 'User');
}

function loginOfSignature(context: ForgeContext, { email }: Signature): string | undefined {
  const { hostname } = new URL(context.urls.base);
  const suffix = `@users.noreply.${hostname}`;
  if (email.endsWith(suffix)) return email.slice(0, -suffix.length);
  return context.directory?.people().find((person) => person.email === email)?.name;
}
