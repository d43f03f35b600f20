import { type Document, parseDocument } from 'yaml';
import { formatError } from '../errors.ts';
import type { JsonValue } from '../template.ts';
import { yamlValue } from './yaml-value.ts';

/**
 * A template's text, JSON or YAML with CloudFormation's short tags, as plain JSON. Throws AWS's
 * "… not well-formed" with the line and the column; says nothing of what the template holds.
 */
export function parseTemplate(text: string): JsonValue {
  const isJson = text.trimStart().startsWith('{');
  if (isJson) {
    try {
      return JSON.parse(text);
    } catch {
      // A YAML flow mapping starts with a brace as well; the parser below also knows the error's place.
    }
  }
  const document = parseYaml(text, isJson);
  return document.contents ? yamlValue(document.contents) : null;
}

function parseYaml(text: string, isJson: boolean): Document.Parsed {
  const format = isJson ? 'JSON' : 'YAML';
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { logLevel: 'silent', prettyErrors: true });
  } catch {
    throw formatError(`${format} not well-formed.`);
  }
  const [error] = document.errors;
  if (!error) return document;
  const [{ line, col } = { line: 1, col: 1 }] = error.linePos ?? [];
  throw formatError(`${format} not well-formed. (line ${line}, column ${col})`);
}
