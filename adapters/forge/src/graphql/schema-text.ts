/** The part of GitHub's GraphQL schema that its clients in Backstage ask for. Names and nullability are GitHub's. */
export const SCHEMA_TEXT = `
scalar DateTime
scalar URI
scalar GitObjectID
scalar Base64String

type Query {
  viewer: User!
  repositoryOwner(login: String!): RepositoryOwner
  organization(login: String!): Organization
  user(login: String!): User
  repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
  rateLimit: RateLimit
}

type Mutation {
  createCommitOnBranch(input: CreateCommitOnBranchInput!): CreateCommitOnBranchPayload
}

type RateLimit { limit: Int! cost: Int! remaining: Int! resetAt: DateTime! }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }

interface RepositoryOwner {
  id: ID!
  login: String!
  avatarUrl(size: Int): URI!
  url: URI!
  repositories(first: Int, after: String): RepositoryConnection!
  repository(name: String!): Repository
}

type Organization implements RepositoryOwner {
  id: ID!
  databaseId: Int
  login: String!
  name: String
  description: String
  avatarUrl(size: Int): URI!
  url: URI!
  repositories(first: Int, after: String): RepositoryConnection!
  repository(name: String!): Repository
  membersWithRole(first: Int, after: String): UserConnection!
  teams(first: Int, after: String, userLogins: [String!]): TeamConnection!
  team(slug: String!): Team
}

type User implements RepositoryOwner {
  id: ID!
  databaseId: Int
  login: String!
  name: String
  email: String!
  bio: String
  avatarUrl(size: Int): URI!
  url: URI!
  suspendedAt: DateTime
  organizationVerifiedDomainEmails(login: String!): [String!]!
  organizations(first: Int, after: String): OrganizationConnection!
  repositories(first: Int, after: String): RepositoryConnection!
  repository(name: String!): Repository
}

enum TeamMembershipType { ALL CHILD_TEAM IMMEDIATE }

type Team {
  id: ID!
  databaseId: Int
  slug: String!
  combinedSlug: String!
  name: String!
  description: String
  avatarUrl(size: Int): URI
  url: URI!
  editTeamUrl: URI!
  parentTeam: Team
  members(first: Int, after: String, membership: TeamMembershipType): UserConnection!
}

type UserConnection { nodes: [User] pageInfo: PageInfo! totalCount: Int! }
type TeamConnection { nodes: [Team] pageInfo: PageInfo! totalCount: Int! }
type OrganizationConnection { nodes: [Organization] pageInfo: PageInfo! totalCount: Int! }
type RepositoryConnection { nodes: [Repository] pageInfo: PageInfo! totalCount: Int! }

enum RepositoryVisibility { INTERNAL PRIVATE PUBLIC }

type Repository {
  id: ID!
  databaseId: Int
  name: String!
  nameWithOwner: String!
  owner: RepositoryOwner!
  description: String
  homepageUrl: URI
  url: URI!
  isArchived: Boolean!
  isFork: Boolean!
  isPrivate: Boolean!
  isEmpty: Boolean!
  isDisabled: Boolean!
  visibility: RepositoryVisibility!
  diskUsage: Int
  createdAt: DateTime!
  updatedAt: DateTime!
  pushedAt: DateTime
  repositoryTopics(first: Int): RepositoryTopicConnection!
  defaultBranchRef: Ref
  ref(qualifiedName: String!): Ref
  object(expression: String): GitObject
}

type RepositoryTopicConnection { nodes: [RepositoryTopic] totalCount: Int! }
type RepositoryTopic { topic: Topic! }
type Topic { name: String! }

type Ref {
  id: ID!
  name: String!
  prefix: String!
  target: GitObject
  associatedPullRequests(first: Int, states: [PullRequestState!]): PullRequestConnection!
}

enum PullRequestState { CLOSED MERGED OPEN }
type PullRequestConnection { edges: [PullRequestEdge] nodes: [PullRequest] totalCount: Int! }
type PullRequestEdge { cursor: String! node: PullRequest }
type PullRequest {
  id: ID!
  number: Int!
  title: String!
  url: URI!
  state: PullRequestState!
  headRefName: String!
  baseRefName: String!
}

interface GitObject { id: ID! oid: GitObjectID! }
type Blob implements GitObject {
  id: ID!
  oid: GitObjectID!
  byteSize: Int!
  isBinary: Boolean
  isTruncated: Boolean!
  text: String
}
type Tree implements GitObject { id: ID! oid: GitObjectID! entries: [TreeEntry!] }
type TreeEntry { name: String! path: String type: String! mode: Int! oid: GitObjectID! object: GitObject }
type Commit implements GitObject {
  id: ID!
  oid: GitObjectID!
  message: String!
  messageHeadline: String!
  committedDate: DateTime!
  url: URI!
}

input CreateCommitOnBranchInput {
  clientMutationId: String
  branch: CommittableBranch!
  message: CommitMessage!
  fileChanges: FileChanges
  expectedHeadOid: GitObjectID!
}
input CommittableBranch { id: ID repositoryNameWithOwner: String branchName: String }
input CommitMessage { headline: String! body: String }
input FileChanges { additions: [FileAddition!] deletions: [FileDeletion!] }
input FileAddition { path: String! contents: Base64String! }
input FileDeletion { path: String! }
type CreateCommitOnBranchPayload { clientMutationId: String commit: Commit ref: Ref }
`;
