import { getExpressionAst, wrapTerraformExpression } from '@cdktn/hcl2json';
import { PlatformError } from '@infraforge/kernel';

/** What this file uses of a node of the parser's tree; the library's own types are wider than what it answers. */
type Node = {
  readonly type: string;
  readonly meta?: {
    readonly traversal?: readonly { readonly segment?: string }[];
    readonly keyVar?: string;
    readonly valVar?: string;
  };
  readonly children?: readonly Node[];
};

/**
 * The names that a text with expressions refers to outside its own scopes, such as `var.name` or `data.a.b.id`; an index
 * that is no constant ends a name. The library's own search does not look at what a `for` makes of each item, so the
 * tree is walked here.
 *
 * Throws PlatformError `InvalidTerraform` for a text that the parser gives no tree for.
 */
export async function traversalsIn(file: string, text: string): Promise<readonly string[]> {
  const { wrap } = wrapTerraformExpression(text.startsWith('"') ? text : `"${text}"`);
  const tree = (await getExpressionAst(file, wrap)) as Node | null;
  if (!tree) {
    throw new PlatformError('InvalidTerraform', `${file}: this is no expression: ${text}`, {
      hint: 'Run `terraform validate` in the folder.',
    });
  }
  return walk(tree, new Set());
}

function walk(node: Node, scope: ReadonlySet<string>): readonly string[] {
  const { type, meta = {}, children = [] } = node;
  if (type === 'scopeTraversal') {
    const segments = (meta.traversal ?? []).map(({ segment }) => segment);
    const end = segments.indexOf(undefined);
    const name = segments.slice(0, end < 0 ? undefined : end);
    return name.length === 0 || scope.has(name[0] ?? '') ? [] : [name.join('.')];
  }
  if (type !== 'for') return children.flatMap((child) => walk(child, scope));
  // The first child is the collection, which does not see the loop's own names.
  const inner = new Set([...scope, meta.keyVar ?? '', meta.valVar ?? '']);
  return children.flatMap((child, index) => walk(child, index === 0 ? scope : inner));
}
