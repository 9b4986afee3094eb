import type { TerraformModule } from '@infraforge/hcl';

type Json = Readonly<Record<string, unknown>>;

/**
 * Where a module grants more than it names: a wildcard among actions, a resource or a principal that is everything,
 * everything but a list, a policy written as text, or a managed policy that grants it all. What a statement denies may
 * be as wide as it likes. A resource may end in a wildcard when a name stands before it: `<bucket>/*`.
 */
export function iamWildcards(module: TerraformModule): readonly string[] {
  const documents = module.data.filter(({ address }) =>
    address.startsWith('data.aws_iam_policy_document.'),
  );
  return [
    ...documents.flatMap(({ address, body }) =>
      statementsOf(body).flatMap((statement) =>
        problemsOf(statement).map((problem) => `${address}: ${problem}`),
      ),
    ),
    ...module.expressions.flatMap(({ file, text }) => policyTexts(file, text)),
    ...module.resources.flatMap(({ address, body }) =>
      /AdministratorAccess|PowerUserAccess|FullAccess/.test(JSON.stringify(body))
        ? [`${address}: a managed policy that grants everything`]
        : [],
    ),
  ];
}

function statementsOf(body: Json): readonly Json[] {
  const dynamic = (body.dynamic as Json | undefined)?.statement;
  return [
    ...list<Json>(body.statement),
    ...list<Json>(dynamic).flatMap(({ content }) => list<Json>(content)),
  ];
}

function problemsOf(statement: Json): readonly string[] {
  if (statement.effect === 'Deny') return [];
  const principals = list<Json>(statement.principals).flatMap(({ identifiers }) =>
    list<string>(identifiers),
  );
  return [
    ...list<string>(statement.actions)
      .filter((action) => action.includes('*'))
      .map((action) => `the action ${action} is a wildcard`),
    ...list<string>(statement.resources)
      .filter((resource) => /^(arn:[^$]*:)?\*/.test(resource) || /\*.+\*/.test(resource))
      .map((resource) => `the resource ${resource} is a wildcard`),
    ...principals.filter((name) => name === '*').map(() => 'the principal is anybody'),
    ...['not_actions', 'not_resources', 'not_principals']
      .filter((field) => statement[field] !== undefined)
      .map((field) => `${field} grants everything else`),
  ];
}

/** A policy as text escapes the rules above: policies are documents. */
function policyTexts(file: string, text: string): readonly string[] {
  return /"?Statement"?\s*[=:]|"Action"\s*:/.test(text) ? [`${file}: a policy as text`] : [];
}

const list = <T>(value: unknown): readonly T[] =>
  value === undefined ? [] : ([value].flat() as unknown as readonly T[]);
