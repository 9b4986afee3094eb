import { messageOf } from '@infraforge/kernel';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  GraphQLError,
  parse as parseQuery,
  specifiedRules,
  validate,
} from 'graphql';
import type { ForgeContext } from '../context.ts';
import { type Exchange, readJson } from '../http/exchange.ts';
import { statusOf } from '../http/refusal.ts';
import { ok, type Reply } from '../http/reply.ts';
import { forgeRoute, type Route } from '../http/route.ts';
import { graphqlRequest, parse } from '../schema.ts';
import { loginOf } from '../views/account.ts';
import { type CreateCommitInput, createCommitOnBranch } from './create-commit.ts';
import { limitSelections } from './limits.ts';
import { findRepository, organizationNode, userNode, type Viewer } from './owner-node.ts';
import { SCHEMA_TEXT } from './schema-text.ts';

const schema = buildSchema(SCHEMA_TEXT);

/** Octokit asks at `/api/graphql`; clients that only append to the base of the REST API at the other. */
export const graphqlRoutes: readonly Route[] = [
  forgeRoute('POST', '/api/graphql', 'read', answer),
  forgeRoute('POST', '/api/v3/graphql', 'read', answer),
];

async function answer(context: ForgeContext, exchange: Exchange): Promise<Reply> {
  const body = parse(graphqlRequest, await readJson(exchange, context.limits.fileBodyBytes));
  const { caller } = exchange;
  if (!caller) return { status: 401, json: { message: 'Requires authentication' } };
  const result = await run({ context, caller }, body);
  return ok({
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map((error) => errorJson(context, error)) } : {}),
  });
}

type GraphqlRequest = {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
};

async function run(viewer: Viewer, request: GraphqlRequest): Promise<ExecutionResult> {
  try {
    const document = parseQuery(request.query, { maxTokens: 5_000 });
    const errors = validate(schema, document, [limitSelections, ...specifiedRules]);
    if (errors.length > 0) return { errors };
    return await execute({
      schema,
      document,
      rootValue: rootOf(viewer),
      variableValues: request.variables ?? {},
      operationName: request.operationName ?? null,
    });
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError(messageOf(error))] };
  }
}

function rootOf(viewer: Viewer) {
  const { context, caller } = viewer;
  const organization = async ({ login }: { login: string }) => {
    const found = await context.store.organization(login);
    return found ? organizationNode(viewer, found) : null;
  };
  const user = ({ login }: { login: string }) =>
    context.directory?.person(login) ? userNode(viewer, login) : null;
  return {
    viewer: () => userNode(viewer, loginOf(caller.subject)),
    organization,
    user,
    repositoryOwner: async (who: { login: string }) => (await organization(who)) ?? user(who),
    repository: ({ owner, name }: { owner: string; name: string }) =>
      findRepository(viewer, owner, name),
    rateLimit: () => ({
      ...{ limit: 15_000, cost: 1, remaining: 15_000 },
      resetAt: new Date(context.clock.now().getTime() + 3_600_000).toISOString(),
    }),
    createCommitOnBranch: ({ input }: { input: CreateCommitInput }) =>
      createCommitOnBranch(viewer, input),
  };
}

/** GitHub's error types; what nobody foresaw is logged and not told. */
function errorJson({ logger }: ForgeContext, error: GraphQLError) {
  const cause = error.originalError;
  const status = cause ? statusOf(cause) : 400;
  if (status === 500) logger.error(`GraphQL ${error.path?.join('.')}: ${cause?.stack}`);
  const types: Readonly<Record<number, string>> = {
    403: 'FORBIDDEN',
    404: 'NOT_FOUND',
    409: 'STALE_DATA',
    422: 'UNPROCESSABLE',
  };
  return {
    ...(cause && types[status] ? { type: types[status] } : {}),
    message: status === 500 ? 'The forge failed' : error.message,
    ...(error.path ? { path: error.path } : {}),
    ...(error.locations ? { locations: error.locations } : {}),
  };
}
