import { type Document, LineCounter, parseDocument } from 'yaml';
import { isJsonObject } from '../../aws/json-text.ts';
import { workerTask } from '../../long-work/worker-task.ts';
import { formatError } from '../errors.ts';
import type { JsonValue } from '../template.ts';
import { yamlValue } from './yaml-value.ts';

/**
 * Parses a template, JSON or YAML with CloudFormation's short tags, to plain JSON. Throws AWS's
 * "… not well-formed" with the line and the column. The template's meaning is not checked.
 */
export function parseTemplate(text: string, yaml: (text: string) => JsonValue = parseYaml): JsonValue {
  if (isJsonObject(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // A YAML flow mapping starts with a brace as well; the YAML parser also reports where the error is.
    }
  }
  return yaml(text);
}

export function parseYaml(text: string): JsonValue {
  const lines = new LineCounter();
  const document = yamlDocument(text, lines);
  return document.contents ? yamlValue(document.contents, lines) : null;
}

export const parseYamlTask = workerTask(import.meta.url, parseYaml);

function yamlDocument(text: string, lineCounter: LineCounter): Document.Parsed {
  const format = isJsonObject(text) ? 'JSON' : 'YAML';
  let document: Document.Parsed;
  try {
    // The parser compares every key of a mapping with every other; yamlValue finds duplicates in linear time.
    document = parseDocument(text, { logLevel: 'error', uniqueKeys: false, lineCounter });
  } catch {
    throw formatError(`${format} not well-formed.`);
  }
  const [error] = document.errors;
  if (!error) return document;
  const [{ line, col } = { line: 1, col: 1 }] = error.linePos ?? [];
  throw formatError(`${format} not well-formed. (line ${line}, column ${col})`);
}
