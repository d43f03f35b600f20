import { maxDepth } from '../limits.ts';
import type { BinaryOperator, Expression } from './ast.ts';
import { parseLiteral } from './parse-literal.ts';
import { parseReference } from './parse-reference.ts';
import { parseString } from './parse-string.ts';
import type { Reader } from './reader.ts';

/** Operators by rising precedence, each with its word. */
const levels: readonly Readonly<Record<string, BinaryOperator>>[] = [
  { '||': '||', or: '||' },
  { '&&': '&&', and: '&&' },
  { '==': '==', eq: '==', '!=': '!=', ne: '!=' },
  { '<': '<', lt: '<', '>': '>', gt: '>', '<=': '<=', le: '<=', '>=': '>=', ge: '>=' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/', '%': '%' },
];

// A minus right before a digit belongs to the number, so `5 -3` is not an expression.
const operator = /&&|\|\||[<>=!]=|[<>+*/%]|-(?!\.?[0-9])|(?:and|or|eq|ne|lt|gt|le|ge)(?![a-zA-Z0-9_@])/y;

/** The expression in `#if(…)` or on the right of `#set(…)`, with the white space around it. */
export function parseExpression(reader: Reader, depth: number, level = 0): Expression {
  if (depth > maxDepth) throw reader.error(`More than ${maxDepth} levels are nested`);
  const operators = levels[level];
  if (!operators) return parseUnary(reader, depth);
  let left = parseExpression(reader, depth, level + 1);
  for (;;) {
    reader.skipSpace();
    const start = reader.at;
    const symbol = reader.take(operator) ?? '';
    const binary = Object.hasOwn(operators, symbol) ? operators[symbol] : undefined;
    if (!binary) {
      reader.at = start;
      return left;
    }
    left = { kind: 'binary', operator: binary, left, right: parseExpression(reader, depth, level + 1) };
  }
}

const negation = /!|not(?![a-zA-Z0-9_@])/y;

function parseUnary(reader: Reader, depth: number): Expression {
  reader.skipSpace();
  if (reader.take(negation) !== undefined) {
    if (depth > maxDepth) throw reader.error(`More than ${maxDepth} levels are nested`);
    return { kind: 'not', operand: parseUnary(reader, depth + 1) };
  }
  if (!reader.isAt('(')) return parseOperand(reader, depth);
  reader.expect('(', '');
  const inner = parseExpression(reader, depth + 1);
  reader.skipSpace();
  reader.expect(')', 'after the expression');
  return inner;
}

/** A single value without operators: parameters of methods, lists and maps can hold nothing else. */
export function parseOperand(reader: Reader, depth: number): Expression {
  if (depth > maxDepth) throw reader.error(`More than ${maxDepth} levels are nested`);
  const operand = parseReference(reader, depth) ?? parseString(reader, depth) ?? parseLiteral(reader, depth);
  if (!operand) throw reader.unexpected('a value');
  return operand;
}
