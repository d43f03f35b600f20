import { Cursor } from '../cursor.ts';
import { JavaRegexError } from './java-regex-error.ts';

/** A Java pattern and how far it has been read. */
export class PatternReader extends Cursor {
  /** The next code point. */
  next(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) throw this.invalid('Unexpected end');
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  invalid(problem: string): JavaRegexError {
    return new JavaRegexError(problem, this.text, this.at);
  }

  unsupported(construct: string): JavaRegexError {
    return new JavaRegexError(`${construct} is not supported here`, this.text, this.at, true);
  }
}

export function characterSource(character: string): string {
  if (/^[a-zA-Z0-9]$/.test(character)) return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
