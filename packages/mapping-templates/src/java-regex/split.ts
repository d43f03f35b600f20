import { checkListSize } from '../limits.ts';

/** `String.split` of Java 8. The expression must be global. */
export function splitBy(regex: RegExp, text: string, limit: number): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(regex)) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match.index === 0 && match[0] === '') continue;
    checkListSize(parts.length + 1);
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
  }
  if (parts.length === 0) return [text];
  parts.push(text.slice(end));
  if (limit === 0) while (parts.at(-1) === '') parts.pop();
  return parts;
}
