import { type Place, placeIn, TemplateError } from '../template-error.ts';
import type { Block, BlockEnd, Expression } from './ast.ts';

/** The rules that others refer back to: a list holds operands, a directive blocks, a string a whole template. */
export interface Grammar {
  readonly parseOperand: (reader: Reader, depth: number) => Expression;
  readonly parseBlock: (reader: Reader, depth: number) => { block: Block; end: BlockEnd | undefined };
  readonly parseWhole: (reader: Reader, depth: number) => Block;
}

/** The source of a template and how far it has been read. */
export class Reader {
  readonly text: string;
  readonly grammar: Grammar;
  at = 0;
  readonly #offsetOf: (at: number) => number;
  readonly #placeOf: (offset: number) => Place;

  constructor(text: string, grammar: Grammar, parent?: { readonly reader: Reader; readonly offset: number }) {
    this.text = text;
    this.grammar = grammar;
    // Doubled quotes shift the places in an interpolated string, so the place of the string itself is used.
    this.#offsetOf = parent ? () => parent.offset : (at) => at;
    this.#placeOf = parent ? parent.reader.#placeOf : (offset) => placeIn(text, offset);
  }

  /** Reads and returns what the sticky pattern matches here. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text)?.[0];
    if (match !== undefined) this.at += match.length;
    return match;
  }

  isAt(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  expect(text: string, where: string): void {
    if (!this.isAt(text)) throw this.unexpected(`${text} ${where}`);
    this.at += text.length;
  }

  skipSpace(): void {
    this.take(space);
  }

  offset(at = this.at): number {
    return this.#offsetOf(at);
  }

  error(problem: string, at = this.at): TemplateError {
    return new TemplateError(problem, this.#placeOf(this.offset(at)));
  }

  unexpected(expected: string): TemplateError {
    const found =
      this.at < this.text.length ? JSON.stringify(this.text.slice(this.at, this.at + 10)) : 'the end';
    return this.error(`Expected ${expected}, found ${found}`);
  }
}

const space = /[ \t\r\n]*/y;
