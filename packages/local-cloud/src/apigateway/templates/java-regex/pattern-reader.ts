import { JavaRegexError } from './java-regex-error.ts';

/** A Java pattern and how far it has been read. */
export class PatternReader {
  readonly pattern: string;
  at = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  get isAtEnd(): boolean {
    return this.at >= this.pattern.length;
  }

  isAt(text: string): boolean {
    return this.pattern.startsWith(text, this.at);
  }

  /** The next character, whole even beyond the first plane. */
  next(): string {
    const code = this.pattern.codePointAt(this.at);
    if (code === undefined) throw this.invalid('Unexpected end');
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  /** Reads what the sticky expression matches here. */
  take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const match = expression.exec(this.pattern) ?? undefined;
    this.at += match?.[0].length ?? 0;
    return match;
  }

  takeText(text: string): boolean {
    const isThere = this.isAt(text);
    if (isThere) this.at += text.length;
    return isThere;
  }

  invalid(problem: string): JavaRegexError {
    return new JavaRegexError(problem, this.pattern, this.at);
  }

  unsupported(construct: string): JavaRegexError {
    return new JavaRegexError(`${construct} is not supported here`, this.pattern, this.at, true);
  }
}

export function characterSource(character: string): string {
  if (/^[a-zA-Z0-9]$/.test(character)) return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
