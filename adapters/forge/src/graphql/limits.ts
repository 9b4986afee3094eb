import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** The deepest query of Backstage has 7 levels. */
const DEEPEST = 12;
/** Fields and aliases of one query, with fragments counted wherever they are spread. */
const MOST_FIELDS = 500;

/** A validation rule: queries that are too deep or too wide are refused before anything is read. */
export function limitSelections(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const fragments = fragmentsOf(context.getDocument());
      const { depth, fields } = measure(operation.selectionSet, fragments, 1);
      if (depth > DEEPEST) {
        context.reportError(new GraphQLError(`The query is deeper than ${DEEPEST} levels`));
      }
      if (fields > MOST_FIELDS) {
        context.reportError(new GraphQLError(`The query asks for more than ${MOST_FIELDS} fields`));
      }
    },
  };
}

type Fragments = ReadonlyMap<string, SelectionSetNode>;

function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? [[definition.name.value, definition.selectionSet]]
        : [],
    ),
  );
}

/** Stops at the limits, so that fragments that spread each other cost nothing. */
function measure(
  selections: SelectionSetNode,
  fragments: Fragments,
  level: number,
): { depth: number; fields: number } {
  let depth = level;
  let fields = 0;
  for (const selection of selections.selections) {
    if (depth > DEEPEST || fields > MOST_FIELDS) break;
    const isField = selection.kind === Kind.FIELD;
    const below =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? fragments.get(selection.name.value)
        : selection.selectionSet;
    if (isField) fields += 1;
    if (!below) continue;
    const inner = measure(below, fragments, level + 1);
    depth = Math.max(depth, inner.depth);
    fields += inner.fields;
  }
  return { depth, fields };
}
