import { createExpressions } from './expressions.ts';
import type { TemplateOptions } from './limits.ts';
import { Meter } from './meter.ts';
import { javaText } from './values/java-text.ts';
import { jsonText } from './values/json-text.ts';
import type { ParsedJson } from './values/parse-json.ts';

/** A JSONPath on its own, as parameter mappings use it: `method.request.body.JSONPath`. */
export interface JsonPath {
  /**
   * What the path finds in a document of `parseJson`: strings as they are, numbers and booleans printed, objects and
   * arrays as JSON. Undefined when it finds nothing, or a null. Throws a TemplateFault when it takes too much.
   */
  textIn(document: ParsedJson): string | undefined;
}

/** Throws a TemplateFault that says what is wrong with the path, and at which index. */
export function compileJsonPath(expression: string, options: TemplateOptions = {}): JsonPath {
  const expressions = createExpressions(options);
  const path = expressions.path(expression);
  return {
    textIn({ value: document }) {
      const meter = new Meter(expressions);
      const found = path.read(document, meter);
      if (found === undefined || found === null) return undefined;
      return typeof found === 'object' ? jsonText(found, meter) : javaText(found, meter);
    },
  };
}
