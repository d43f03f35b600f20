import { TemplateFault } from '../template-error.ts';

/** A JSONPath that cannot be read. */
export class JsonPathError extends TemplateFault {
  constructor(problem: string, path: string, index: number) {
    super(`${problem} in the JSONPath ${JSON.stringify(path.slice(0, 100))} at index ${index}`);
  }
}
