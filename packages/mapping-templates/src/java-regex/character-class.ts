import { maxDepth } from '../limits.ts';
import { takeCharacterEscape } from './character-escape.ts';
import { takeSetEscape } from './character-set.ts';
import { characterSource, type PatternReader } from './pattern-reader.ts';

/** `[…]` with nested classes, intersections and quotations; its opening bracket has been read. */
export function takeCharacterClass(reader: PatternReader, depth: number): string {
  if (depth > maxDepth) throw reader.unsupported(`Nesting deeper than ${maxDepth}`);
  const opening = reader.takeText('^') ? '[^' : '[';
  const operands: string[] = [];
  let union = '';
  for (let isFirst = true; isFirst || !reader.takeText(']'); isFirst = false) {
    if (reader.isAtEnd) throw reader.invalid('Unclosed character class');
    if (reader.takeText('&&')) {
      operands.push(union);
      union = '';
    } else if (reader.takeText('[')) {
      union += takeCharacterClass(reader, depth + 1);
    } else if (reader.takeText('\\Q')) {
      union += [...takeQuoted(reader)].map(characterSource).join('');
    } else {
      union += takeMember(reader);
    }
  }
  const parts = [...operands, union].filter((part) => part !== '');
  return parts.length > 1
    ? `${opening}${parts.map((part) => `[${part}]`).join('&&')}]`
    : `${opening}${parts.join('')}]`;
}

/** Text up to `\E`, where everything stands for itself; `\Q` has been read. */
export function takeQuoted(reader: PatternReader): string {
  const end = reader.text.indexOf('\\E', reader.at);
  const text = reader.text.slice(reader.at, end === -1 ? undefined : end);
  reader.at = end === -1 ? reader.text.length : end + 2;
  return text;
}

/** A character, a range, or a class by escape. */
function takeMember(reader: PatternReader): string {
  const set = reader.isAt('\\') ? takeSet(reader) : undefined;
  if (set !== undefined) return set;
  const first = takeCharacter(reader);
  const isRange = reader.isAt('-') && !/^-(?:$|[\][]|&&)/.test(reader.text.slice(reader.at, reader.at + 3));
  if (!isRange) return characterSource(first);
  reader.takeText('-');
  const last = takeCharacter(reader);
  if ((last.codePointAt(0) ?? 0) < (first.codePointAt(0) ?? 0))
    throw reader.invalid('Illegal character range');
  return `${characterSource(first)}-${characterSource(last)}`;
}

function takeSet(reader: PatternReader): string | undefined {
  const start = reader.at;
  reader.takeText('\\');
  const set = takeSetEscape(reader);
  if (set === undefined) reader.at = start;
  return set;
}

function takeCharacter(reader: PatternReader): string {
  return reader.takeText('\\') ? takeCharacterEscape(reader) : reader.next();
}
