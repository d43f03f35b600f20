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
    const match = pair.match(/^\s*(["']?)([^"':]+?)\1\s*:\s*(.*?)\s*$/s);
    if (!match) return undefined;
    if (match[2]?.trim() !== 'statusCode') continue;
    status = /^\d+$/.test(match[3] ?? '') ? Number(match[3]) : undefined;
  }
  return status;
}

function strictStatus(text: string): { readonly statusCode?: unknown } | undefined {
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
