export type Connection<Node> = {
  readonly nodes: readonly Node[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

export type PageArguments = { readonly first?: number | null; readonly after?: string | null };

/** GitHub's largest page; `first` is asked to be given, and without it a page is this long. */
const LARGEST_PAGE = 100;

/** One page of a list that is wholly known. A cursor is the position of the item that it stands for. */
export function connect<Item, Node>(
  items: readonly Item[],
  { first, after }: PageArguments,
  toNode: (item: Item) => Node,
): Connection<Node> {
  const start = after ? positionOf(after) + 1 : 0;
  const size = Math.min(LARGEST_PAGE, Math.max(0, first ?? LARGEST_PAGE));
  const shown = items.slice(start, start + size);
  return {
    nodes: shown.map(toNode),
    totalCount: items.length,
    pageInfo: {
      hasNextPage: start + shown.length < items.length,
      hasPreviousPage: start > 0,
      startCursor: shown.length > 0 ? cursorOf(start) : null,
      endCursor: shown.length > 0 ? cursorOf(start + shown.length - 1) : null,
    },
  };
}

/** The cursor of the item at a position. */
export function cursorOf(position: number): string {
  return Buffer.from(`cursor:${position}`).toString('base64');
}

function positionOf(cursor: string): number {
  const match = /^cursor:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  return match ? Number(match[1]) : -1;
}
