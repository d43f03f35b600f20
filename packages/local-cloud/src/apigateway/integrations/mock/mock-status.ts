import { isNestedTooDeep } from '@samples/mapping-templates';

/**
 * The `statusCode` of a MOCK integration's rendered request template. AWS's parser is lenient: keys may be bare,
 * and commas may be too many; the value must be a bare integer.
 */
export function mockStatus(text: string): number | undefined {
  const strict = strictStatus(text);
  if (strict) return integerOf(strict.statusCode);
  const inner = text.trim().match(/^\{(.*)\}$/s)?.[1];
  if (inner === undefined) return undefined;
  let status: number | undefined;
  for (const pair of splitPairs(inner)) {
    if (pair.trim() === '') continue;
    const member = keyAndValue(pair);
    if (!member) return undefined;
    const [key, value] = member;
    if (key === 'statusCode') status = /^\d+$/.test(value) ? Number(value) : undefined;
  }
  return status;
}

function strictStatus(text: string): { readonly statusCode?: unknown } | undefined {
  if (isNestedTooDeep(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function integerOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** The string may contain the client's input, on which one regular expression for both would take quadratic time. */
function keyAndValue(pair: string): readonly [key: string, value: string] | undefined {
  const colon = pair.indexOf(':');
  const [, quote = '', key = '', end = ''] =
    pair
      .slice(0, Math.max(0, colon))
      .trim()
      .match(/^(["']?)([^"']+)(["']?)$/) ?? [];
  return key !== '' && quote === end ? [key.trim(), pair.slice(colon + 1).trim()] : undefined;
}

/** At the commas that are in no quotes, braces or brackets. */
function splitPairs(text: string): string[] {
  const pairs: string[] = [];
  let quote = '';
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === ',' && depth === 0) {
      pairs.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...pairs, text.slice(start)];
}
