import type { Expression } from './ast.ts';
import { Reader } from './reader.ts';

/** `'text'`, or `"text with $references"`. A quote inside is written twice; backslashes have no meaning (VT-5). */
export function parseString(reader: Reader, depth: number): Expression | undefined {
  const quote = reader.text[reader.at];
  if (quote !== '"' && quote !== "'") return undefined;
  const start = reader.at;
  const end = closingQuote(reader.text, start, quote);
  if (end === -1) throw reader.unexpected(`a closing ${quote}`);
  reader.at = end + 1;
  const raw = reader.text.slice(start + 1, end);
  if (quote === "'") return { kind: 'literal', value: raw.replaceAll("''", "'") };
  const text = unescapeUnicode(reader, raw, start).replaceAll('""', '"');
  if (!/[$#]/.test(raw)) return { kind: 'literal', value: text };
  return interpolated(reader, text, start, depth);
}

/** The last quote that can close the string: two quotes in a row stand for one. */
function closingQuote(text: string, start: number, quote: string): number {
  let end = text.indexOf(quote, start + 1);
  let lastPossible = end;
  while (end !== -1 && text[end + 1] === quote) {
    lastPossible = end;
    end = text.indexOf(quote, end + 2);
    if (end === -1) return lastPossible;
  }
  return end;
}

function unescapeUnicode(reader: Reader, raw: string, start: number): string {
  return raw.replaceAll(/\\u(.{0,4})/gs, (_, digits: string) => {
    if (!/^[0-9a-fA-F]{4}$/.test(digits))
      throw reader.error('Expected four hexadecimal digits after \\u', start);
    return String.fromCharCode(Number.parseInt(digits, 16));
  });
}

/** Velocity parses the string with a space at its end and removes that again, unless `##` could swallow it. */
function interpolated(reader: Reader, text: string, start: number, depth: number): Expression {
  const hasComment = text.includes('##');
  const inner = new Reader(hasComment ? text : `${text} `, reader.grammar, {
    reader,
    offset: reader.offset(start),
  });
  const body = reader.grammar.parseWhole(inner, depth + 1);
  const last = body.at(-1);
  if (hasComment || last?.kind !== 'text') return { kind: 'interpolated', body, dropsLast: !hasComment };
  const rest = { kind: 'text', text: last.text.slice(0, -1) } as const;
  return { kind: 'interpolated', body: [...body.slice(0, -1), rest], dropsLast: false };
}
