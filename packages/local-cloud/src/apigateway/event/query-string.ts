import { unescape as percentDecode } from 'node:querystring';

/** Every name with its values in order, form-decoded; `undefined` for an empty query. AWS separates them at `;` too. */
export function decodeQuery(rawQuery: string): ReadonlyMap<string, readonly string[]> | undefined {
  if (rawQuery === '') return undefined;
  const parameters = new Map<string, string[]>();
  for (const pair of rawQuery.split(/[&;]/)) {
    if (pair === '') continue;
    const mark = pair.indexOf('=');
    const name = formDecode(mark < 0 ? pair : pair.slice(0, mark));
    const value = mark < 0 ? '' : formDecode(pair.slice(mark + 1));
    const values = parameters.get(name);
    if (values) values.push(value);
    else parameters.set(name, [value]);
  }
  return parameters.size > 0 ? parameters : undefined;
}

/** A broken escape stays as it is written. */
function formDecode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  return percentDecode(text.replaceAll('+', ' '));
}
