import { JsonPathError } from './json-path-error.ts';

/** A JSONPath's text and how far it has been read. */
export class PathReader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const match = expression.exec(this.text) ?? undefined;
    this.at += match?.[0].length ?? 0;
    return match;
  }

  takeText(text: string): boolean {
    const isThere = this.text.startsWith(text, this.at);
    if (isThere) this.at += text.length;
    return isThere;
  }

  skipSpace(): void {
    this.take(/\s*/y);
  }

  error(problem: string): JsonPathError {
    return new JsonPathError(problem, this.text, this.at);
  }
}
