import { Cursor } from '../cursor.ts';
import { JsonPathError } from './json-path-error.ts';

/** A JSONPath and how far it has been read. */
export class PathReader extends Cursor {
  skipSpace(): void {
    this.take(/\s*/y);
  }

  error(problem: string): JsonPathError {
    return new JsonPathError(problem, this.text, this.at);
  }
}
