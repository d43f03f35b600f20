import { type Document, parseDocument } from 'yaml';
import { formatError } from '../errors.ts';
import type { JsonValue } from '../template.ts';
import { yamlValue } from './yaml-value.ts';

/**
 * Parses a template, JSON or YAML with CloudFormation's short tags, to plain JSON. Throws AWS's
 * "… not well-formed" with the line and the column. The template's meaning is not checked.
 */
export function parseTemplate(text: string): JsonValue {
  const isJson = text.trimStart().startsWith('{');
  if (isJson) {
    try {
      return JSON.parse(text);
    } catch {
      // A YAML flow mapping starts with a brace as well; the YAML parser also reports where the error is.
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
