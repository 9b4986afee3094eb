import { type Exchange, query } from './exchange.ts';
import { ok, type Reply } from './reply.ts';

export type Page = { readonly number: number; readonly size: number };

/** `?page=` and `?per_page=`: from 1, and 30 a page but at most 100, as on GitHub. */
export function pageOf(exchange: Exchange): Page {
  return {
    number: Math.max(1, wholeNumber(query(exchange, 'page')) ?? 1),
    size: Math.min(100, Math.max(1, wholeNumber(query(exchange, 'per_page')) ?? 30)),
  };
}

/** One page of a list that is wholly known, with GitHub's `Link` header. */
export function paged<Item>(
  exchange: Exchange,
  items: readonly Item[],
  toJson: (item: Item) => unknown,
): Reply {
  const page = pageOf(exchange);
  const start = (page.number - 1) * page.size;
  const last = Math.max(1, Math.ceil(items.length / page.size));
  const link = linkHeader(exchange, page.number, last);
  return ok(items.slice(start, start + page.size).map(toJson), link);
}

/** The `Link` header of a page. */
export function linkHeader(
  exchange: Exchange,
  current: number,
  last: number,
): Readonly<Record<string, string>> {
  const links: string[] = [];
  const add = (number: number, relation: string) => {
    const url = new URL(exchange.url);
    url.searchParams.set('page', String(number));
    links.push(`<${url}>; rel="${relation}"`);
  };
  if (current > 1) add(current - 1, 'prev');
  if (current < last) add(current + 1, 'next');
  if (current < last) add(last, 'last');
  if (current > 1) add(1, 'first');
  return links.length > 0 ? { link: links.join(', ') } : {};
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
