import { compileJsonPath, type JsonPath, TemplateFault } from '@samples/mapping-templates';
import { runBounded } from '@samples/mapping-templates/node';
import { configurationError } from '../gateway-responses/gateway-fault.ts';
import type { BodyDocument } from './body-document.ts';

export type BodySource = (body: BodyDocument) => readonly string[];

/** Compiles the JSONPath after `body.`; without one the source is the whole body. Undefined for an invalid JSONPath. */
export function compileBodySource(expression: string | undefined): BodySource | undefined {
  if (expression === undefined) return ({ text }) => [text];
  const path = parsedPath(expression);
  return path && ((body) => found(path, body));
}

/** A null and a missing member map nothing. */
function found(path: JsonPath, body: BodyDocument): readonly string[] {
  const document = body.json();
  if (!document) return [];
  try {
    const text = path.textIn(document);
    return text === undefined ? [] : [text];
  } catch (error) {
    throw error instanceof TemplateFault ? configurationError(error) : error;
  }
}

function parsedPath(expression: string): JsonPath | undefined {
  try {
    return compileJsonPath(expression.startsWith('[') ? `$${expression}` : expression, { runBounded });
  } catch (error) {
    if (error instanceof TemplateFault) return undefined;
    throw error;
  }
}
