import {
  compileJsonPath,
  createExpressions,
  javaText,
  jsonText,
  Meter,
  TemplateFault,
} from '@samples/mapping-templates';
import { configurationError } from '../gateway-responses/gateway-fault.ts';
import type { BodyDocument } from './body-document.ts';

export type BodySource = (body: BodyDocument) => readonly string[];

/**
 * Compiles what stands behind `body.`, a JSONPath; nothing there stands for the whole body. Gives undefined for what
 * is no JSONPath.
 */
export function compileBodySource(expression: string | undefined): BodySource | undefined {
  if (expression === undefined) return ({ text }) => [text];
  const path = parsedPath(expression);
  return path && ((body) => found(() => path.read(body.json(), newMeter())));
}

/** Numbers and truth values as text, what is nested as JSON; a null and what is not there map nothing. */
function found(read: () => ReturnType<BodyDocument['json']>): readonly string[] {
  try {
    const value = read();
    if (value === undefined || value === null) return [];
    const isNested = typeof value === 'object';
    return [isNested ? jsonText(value, newMeter()) : javaText(value, newMeter())];
  } catch (error) {
    throw error instanceof TemplateFault ? configurationError(error) : error;
  }
}

function parsedPath(expression: string) {
  try {
    return compileJsonPath(expression.startsWith('[') ? `$${expression}` : expression);
  } catch (error) {
    if (error instanceof TemplateFault) return undefined;
    throw error;
  }
}

function newMeter(): Meter {
  return new Meter(createExpressions());
}
