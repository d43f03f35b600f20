import type { Expression, Reference, Step } from './ast.ts';
import type { Reader } from './reader.ts';

const opening = /\$!?\{?(?=[a-zA-Z_])/y;
const identifier = /[a-zA-Z_][a-zA-Z0-9_-]*/y;

/** `$name`, `$!name`, `${name}` with its properties, methods and indexes; reads nothing when there is none. */
export function parseReference(reader: Reader, depth: number): Reference | undefined {
  const offset = reader.offset();
  const start = reader.take(opening);
  if (start === undefined) return undefined;
  const name = takeIdentifier(reader) ?? '';
  const steps = parseSteps(reader, depth);
  if (start.endsWith('{')) reader.expect('}', `at the end of \${${name}`);
  return { kind: 'reference', name, steps, offset };
}

/** The name of a variable, which `true` and `false` cannot be. */
export function takeIdentifier(reader: Reader): string | undefined {
  const name = reader.take(identifier);
  if (name === 'true' || name === 'false') throw reader.error(`${name} cannot be the name of a variable`);
  return name;
}

/** Properties, methods and indexes, as many as there are. */
export function parseSteps(reader: Reader, depth: number): Step[] {
  const steps: Step[] = [];
  for (let step = parseStep(reader, depth); step; step = parseStep(reader, depth)) steps.push(step);
  return steps;
}

const dot = /\.(?=[a-zA-Z])/y;

function parseStep(reader: Reader, depth: number): Step | undefined {
  const offset = reader.offset();
  if (reader.isAt('[')) return parseIndex(reader, depth, offset);
  if (reader.take(dot) === undefined) return undefined;
  const name = reader.take(identifier) ?? '';
  if (reader.take(parameters) === undefined) return { kind: 'property', name, offset };
  return { kind: 'method', name, parameters: parseParameters(reader, depth), offset };
}

// Before a hash or the end of the template, the bracket is text.
const parameters = /\((?!#|$)/y;

function parseIndex(reader: Reader, depth: number, offset: number): Step {
  reader.expect('[', '');
  reader.skipSpace();
  const key = reader.grammar.parseOperand(reader, depth + 1);
  if (key.kind === 'list' || key.kind === 'map' || key.kind === 'range' || key.kind === 'double') {
    throw reader.error('Expected an index that is a string, a whole number, true, false or a reference');
  }
  reader.skipSpace();
  reader.expect(']', 'after the index');
  return { kind: 'index', key, offset };
}

function parseParameters(reader: Reader, depth: number): Expression[] {
  const parameters: Expression[] = [];
  reader.skipSpace();
  while (!reader.isAt(')')) {
    if (parameters.length > 0) reader.expect(',', 'between two parameters');
    reader.skipSpace();
    parameters.push(parseParameter(reader, depth + 1));
    reader.skipSpace();
  }
  reader.expect(')', '');
  return parameters;
}

const bareWord = /(?!(?:true|false)(?![a-zA-Z0-9_-]))[a-zA-Z_][a-zA-Z0-9_-]*(?:\.[a-zA-Z][a-zA-Z0-9_-]*)*/y;

/** A bare word, like `null`, is null; only method calls can have one. */
function parseParameter(reader: Reader, depth: number): Expression {
  if (reader.take(bareWord) !== undefined) return { kind: 'literal', value: undefined };
  return reader.grammar.parseOperand(reader, depth);
}
