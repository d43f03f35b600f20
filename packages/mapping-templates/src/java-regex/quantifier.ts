import type { PatternReader } from './pattern-reader.ts';

export interface Quantifier {
  /** As JavaScript has it, lazy or greedy. */
  readonly source: string;
  readonly min: number;
  readonly max: number;
  readonly isPossessive: boolean;
}

const quantifier = /([*+?]|\{(\d{1,9})(?:(,)(\d{1,9})?)?\})([?+]?)/y;

export function takeQuantifier(reader: PatternReader): Quantifier | undefined {
  const match = reader.take(quantifier);
  if (!match) {
    if (reader.isAt('{')) throw reader.invalid('Illegal repetition');
    return undefined;
  }
  const [, symbol = '', least, comma, most, manner = ''] = match;
  const [min, max] = least === undefined ? symbolRange(symbol) : braceRange(Number(least), comma, most);
  if (max < min) throw reader.invalid('Illegal repetition range');
  const isPossessive = manner === '+';
  return { source: isPossessive ? symbol : symbol + manner, min, max, isPossessive };
}

function symbolRange(symbol: string): [number, number] {
  if (symbol === '?') return [0, 1];
  return [symbol === '+' ? 1 : 0, Number.POSITIVE_INFINITY];
}

function braceRange(least: number, comma: string | undefined, most: string | undefined): [number, number] {
  if (comma === undefined) return [least, least];
  return [least, most === undefined ? Number.POSITIVE_INFINITY : Number(most)];
}
