import { Cursor } from '../cursor.ts';
import { TemplateFault } from '../template-error.ts';
import type { ParsedPath } from './path-token.ts';

type ParsePath = (reader: PathReader, depth: number) => ParsedPath;

/** A JSONPath and how far it has been read. */
export class PathReader extends Cursor {
  /** For the paths in filters and parameters. */
  readonly parsePath: ParsePath;

  constructor(text: string, parsePath: ParsePath) {
    super(text);
    this.parsePath = parsePath;
  }

  skipSpace(): void {
    this.take(/\s*/y);
  }

  error(problem: string): JsonPathError {
    return new JsonPathError(problem, this.text, this.at);
  }
}

/** A JSONPath that cannot be read. */
export class JsonPathError extends TemplateFault {
  constructor(problem: string, path: string, index: number) {
    super(`${problem} in the JSONPath ${JSON.stringify(path.slice(0, 100))} at index ${index}`);
  }
}
