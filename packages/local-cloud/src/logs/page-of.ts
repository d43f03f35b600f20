import { invalidParameter } from './invalid-parameter.ts';

/** The items after the one a token names, and the token of the page that follows. */
export function pageOf<Item extends { readonly name: string }>(
  items: readonly Item[],
  limit: number,
  token: string | undefined,
): { page: readonly Item[]; nextToken?: string } {
  const start = token === undefined ? 0 : 1 + indexAt(items, token);
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  if (!last || start + limit >= items.length) return { page };
  return { page, nextToken: Buffer.from(last.name).toString('base64url') };
}

function indexAt(items: readonly { readonly name: string }[], token: string): number {
  const name = Buffer.from(token, 'base64url').toString();
  const index = items.findIndex((item) => item.name === name);
  if (index < 0) throw invalidParameter('The specified nextToken is invalid.');
  return index;
}
