import { maxDepth } from '../limits.ts';
import { takeCharacterClass, takeQuoted } from './character-class.ts';
import { takeCharacterEscape } from './character-escape.ts';
import { takeSetEscape } from './character-set.ts';
import { alternation, assertion, atom, enclosed, type Fragment, repeated, sequence } from './fragment.ts';
import { JavaRegexError } from './java-regex-error.ts';
import { characterSource, PatternReader } from './pattern-reader.ts';
import { takeQuantifier } from './quantifier.ts';

/** A Java pattern as JavaScript's, for the flag `v`. The group that Java counts as n is called `gn`. */
export interface Translation extends Fragment {
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
}

interface Flags {
  readonly i: boolean;
  readonly s: boolean;
  readonly m: boolean;
  readonly x: boolean;
  readonly d: boolean;
  readonly u: boolean;
}

const maxPatternLength = 10_000;

export function translate(pattern: string): Translation {
  if (pattern.length > maxPatternLength) {
    throw new JavaRegexError(`More than ${maxPatternLength} characters`, pattern, maxPatternLength, true);
  }
  const reader = new PatternReader(pattern);
  const names = new Map<string, number>();
  let flags: Flags = { i: false, s: false, m: false, x: false, d: false, u: false };
  let groupCount = 0;
  let atomicCount = 0;

  const whole = takeAlternation(0);
  if (!reader.isAtEnd) throw reader.invalid("Unmatched closing ')'");
  return { ...whole, groupCount, names };

  function takeAlternation(depth: number): Fragment {
    if (depth > maxDepth) throw reader.unsupported(`Nesting deeper than ${maxDepth}`);
    const outside = flags;
    const branches = [takeSequence(depth)];
    while (reader.takeText('|')) branches.push(takeSequence(depth));
    flags = outside;
    return alternation(branches);
  }

  function takeSequence(depth: number): Fragment {
    const parts: Fragment[] = [];
    while (!reader.isAtEnd && !reader.isAt('|') && !reader.isAt(')')) {
      if (flags.x && reader.take(ignored)) continue;
      const part = takeAtom(depth);
      if (part) parts.push(quantified(part));
    }
    return sequence(parts);
  }

  function quantified(part: Fragment): Fragment {
    if (flags.x) reader.take(ignored);
    const quantifier = takeQuantifier(reader);
    if (!quantifier) return part;
    const { source, min, max, isPossessive } = quantifier;
    const whole = repeated(part, source, min, max);
    return isPossessive ? atomic(whole) : whole;
  }

  /** JavaScript has no atomic groups, but never tries a look-ahead a second time. */
  function atomic(inner: Fragment): Fragment {
    atomicCount += 1;
    return { ...inner, source: `(?:(?=(?<a${atomicCount}>${inner.source}))\\k<a${atomicCount}>)` };
  }

  /** Undefined for what only changes flags. */
  function takeAtom(depth: number): Fragment | undefined {
    if (reader.takeText('\\Q')) return sequence([...takeQuoted(reader)].map((each) => literal(each)));
    if (reader.takeText('\\')) return takeEscape();
    if (reader.takeText('[')) return cased(takeCharacterClass(reader, depth + 1));
    if (reader.takeText('(')) return takeGroup(depth);
    const character = reader.next();
    if (character === '.') return atom(dot(flags));
    if (character === '^') return assertion(flags.m ? lineStart : '^');
    if (character === '$') return assertion(flags.m ? lineEnd : textEnd);
    if (/[*+?]/.test(character)) throw reader.invalid(`Dangling meta character '${character}'`);
    if (character === '{') throw reader.invalid('Illegal repetition');
    return literal(character);
  }

  function literal(character: string): Fragment {
    return isCaseless(character) ? atom(characterSource(character)) : cased(characterSource(character));
  }

  /** Without the flag u, Java knows the cases of ASCII letters only. */
  function isCaseless(character: string): boolean {
    return !flags.u && !/[a-zA-Z]/.test(character);
  }

  function cased(source: string): Fragment {
    return atom(flags.i ? `(?i:${source})` : source);
  }

  function takeEscape(): Fragment {
    const set = takeSetEscape(reader);
    if (set !== undefined) return cased(set);
    const anchor = reader.take(/[bBAzZ]/y)?.[0];
    if (anchor !== undefined) return assertion(anchors[anchor] ?? '');
    if (reader.takeText('R')) return atom('(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029])');
    const impossible = reader.take(/[GX]/y)?.[0];
    if (impossible !== undefined) throw reader.unsupported(`\\${impossible}`);
    const name = reader.take(/k<([a-zA-Z][a-zA-Z0-9]*)>/y)?.[1];
    if (name !== undefined) return backReference(names.get(name), name);
    const digit = reader.take(/[1-9]/y)?.[0];
    if (digit !== undefined) return backReference(takeGroupNumber(Number(digit)), digit);
    return literal(takeCharacterEscape(reader));
  }

  /** Java reads further digits as long as there is such a group. */
  function takeGroupNumber(first: number): number | undefined {
    let group = first;
    for (let digit = reader.take(/[0-9]/y)?.[0]; digit !== undefined; digit = reader.take(/[0-9]/y)?.[0]) {
      if (group * 10 + Number(digit) > groupCount) {
        reader.at -= 1;
        break;
      }
      group = group * 10 + Number(digit);
    }
    return group <= groupCount ? group : undefined;
  }

  function backReference(group: number | undefined, name: string): Fragment {
    // In Java a number without a group never matches.
    if (group === undefined && /\d/.test(name)) return atom('(?!)');
    if (group === undefined) throw reader.invalid(`There is no group {${name}} before here`);
    return cased(`\\k<g${group}>`);
  }

  function takeGroup(depth: number): Fragment | undefined {
    const plain = reader.take(/\?(?::|<?[=!]|>)/y)?.[0];
    if (plain !== undefined) {
      const inner = closed(takeAlternation(depth + 1));
      if (plain === '?>') return atomic(inner);
      return enclosed(`(${plain}`, inner);
    }
    const change = reader.take(/\?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/y);
    if (change) return takeFlags(change, depth);
    const name = reader.take(/\?<([a-zA-Z][a-zA-Z0-9]*)>/y)?.[1];
    if (name === undefined && reader.isAt('?')) throw reader.invalid('Unknown inline modifier');
    groupCount += 1;
    const group = groupCount;
    if (name !== undefined) names.set(name, group);
    return enclosed(`(?<g${group}>`, closed(takeAlternation(depth + 1)));
  }

  function takeFlags([, on = '', off = '', end]: RegExpExecArray, depth: number): Fragment | undefined {
    const unknown = /[^imsxdu]/.exec(on + off);
    if (unknown) throw reader.unsupported(`The flag ${unknown[0]}`);
    const outside = flags;
    const value = (flag: keyof Flags) => (outside[flag] || on.includes(flag)) && !off.includes(flag);
    flags = { i: value('i'), s: value('s'), m: value('m'), x: value('x'), d: value('d'), u: value('u') };
    if (end === ')') return undefined;
    const inner = closed(takeAlternation(depth + 1));
    flags = outside;
    return enclosed('(?:', inner);
  }

  function closed(inner: Fragment): Fragment {
    if (!reader.takeText(')')) throw reader.invalid('Unclosed group');
    return inner;
  }
}

const ignored = /(?:[ \t\n\v\f\r]|#[^\n\r]*)+/y;
const lineBreak = '[\\n\\r\\u0085\\u2028\\u2029]';
// Never between the two characters of a Windows line end.
const notInLineEnd = '(?<!\\r(?=\\n))';
const lineStart = `(?:^|(?<=${lineBreak})${notInLineEnd}(?=[\\s\\S]))`;
const lineEnd = `(?:${notInLineEnd}(?=${lineBreak}|$))`;
const textEnd = `(?:${notInLineEnd}(?=(?:\\r\\n|${lineBreak})?$))`;
const anchors: Readonly<Record<string, string>> = { b: '\\b', B: '\\B', A: '^', z: '$', Z: textEnd };

function dot(flags: Flags): string {
  if (flags.s) return '[\\s\\S]';
  return flags.d ? '[^\\n]' : '[^\\n\\r\\u0085\\u2028\\u2029]';
}
