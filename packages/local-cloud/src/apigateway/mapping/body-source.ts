import { compileJsonPath, type JsonPath, TemplateFault } from '@samples/mapping-templates';
import { runBounded } from '@samples/mapping-templates/node';
import { configurationError } from '../gateway-responses/gateway-fault.ts';
import type { BodyDocument } from './body-document.ts';

export type BodySource = (body: BodyDocument) => readonly string[];

/** Compiles the JSONPath after `body.`; without one the source is the whole body. Undefined for an invalid JSONPath. */
export function compileBodySource(expression: string | undefined): BodySource | undefined {
  if (expression === undefined) return ({ text }) => [text];
  const path = parsedPath(expression);
  return path && ((body) => body.found?.get(expression) ?? found(path, body));
}

/** The JSONPaths of the sources in a body; `undefined` when no source reads it. */
export function bodyPaths(sources: readonly string[], prefix: string): readonly string[] | undefined {
  const place = `${prefix}body`;
  const reading = sources.filter((source) => source === place || source.startsWith(`${place}.`));
  if (reading.length === 0) return undefined;
  return reading.map((source) => source.slice(place.length + 1)).filter((path) => path !== '');
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
