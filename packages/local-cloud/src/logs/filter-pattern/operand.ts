import { runBounded } from '@samples/mapping-templates/node';
import { invalidFilterPattern, invalidParameter } from '../errors.ts';
import type { Condition, PatternReader } from './pattern-reader.ts';

const number = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** An operator and its right side: a number, `%regex%`, or a string, quoted or bare, in which `*` stands for any text. */
export function readTest(reader: PatternReader, bareWord: RegExp): Condition<string> {
  // `=!` stands in AWS's own examples of conditions on fields.
  const [operator = ''] = reader.take(/!=|=!|[<>]=|[<>=]/y) ?? [];
  const compare = comparisons[operator];
  if (compare) {
    const right = numberOf(reader.take(bareWord)?.[0] ?? '');
    if (right === undefined) throw invalidFilterPattern();
    return (text) => {
      const left = numberOf(text);
      return left !== undefined && compare(left, right);
    };
  }
  if (!operator) throw invalidFilterPattern();
  const equals = readEquality(reader, bareWord);
  return operator === '=' ? equals : (text) => !equals(text);
}

function readEquality(reader: PatternReader, bareWord: RegExp): Condition<string> {
  const quoted = reader.take(/"((?:[^"\\]|\\.)*)"/sy)?.[1];
  if (quoted !== undefined) return wildcardTest(quoted.replace(/\\(.)/gsu, '$1'));
  const regex = reader.take(/%([^%]*)%/y)?.[1];
  if (regex !== undefined) return parseRegex(regex);
  const [word] = reader.take(bareWord) ?? [];
  if (word === undefined) throw invalidFilterPattern();
  const expected = numberOf(word);
  return expected === undefined ? wildcardTest(word) : (text) => numberOf(text) === expected;
}

/** In linear time, whatever the pattern: each part is found at the first place after the one before it. */
function wildcardTest(pattern: string): Condition<string> {
  const [start = '', ...middle] = pattern.split('*');
  const end = middle.pop();
  if (end === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(start)) return false;
    let at = start.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - end.length >= at && text.endsWith(end);
  };
}

function numberOf(text: string): number | undefined {
  return number.test(text) ? Number(text) : undefined;
}

const regexMilliseconds = 500;

/** AWS takes letters, digits, some symbols and no parentheses. All uses of one expression have half a second together. */
export function parseRegex(source: string): Condition<string> {
  if (!/^(?:[\w\s:#=@/;,\-^$?[\]{}|*+.]|\\[\x20-\x7e])+$/.test(source)) throw invalidFilterPattern();
  const regex = compile(source);
  // Bounding one use costs more than matching a short text with at most one repetition.
  const isCheap = (source.match(/[*+{]/g)?.length ?? 0) <= 1;
  let millisecondsLeft = regexMilliseconds;
  return (text) => {
    const start = performance.now();
    let isMatch = false;
    const run = () => {
      isMatch = regex.test(text);
    };
    let hasEnded = true;
    if (isCheap && text.length < 2000) run();
    else hasEnded = runBounded(run, Math.ceil(millisecondsLeft));
    millisecondsLeft -= performance.now() - start;
    if (hasEnded && millisecondsLeft > 0) return isMatch;
    throw invalidParameter(`The regular expression takes more than ${regexMilliseconds} ms: %${source}%`);
  };
}

function compile(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch {
    throw invalidFilterPattern();
  }
}
