import {
  type Call,
  type DocumentPath,
  isCall,
  isPath,
  type Operand,
  typeOf,
  typeOfValue,
} from './attribute-value.ts';
import { type Errors, type ExpressionContext, ExpressionScope, firstError } from './expression-scope.ts';
import { type PathErrors, pathChecker } from './path-checker.ts';
import { type TokenReader, tokenReader } from './token-reader.ts';

interface Update {
  readonly type: 'set' | 'remove' | 'add' | 'delete';
  readonly path: DocumentPath;
  readonly val?: Operand;
  readonly attrType?: string | null;
}

type UpdateErrors = PathErrors & Errors<'unknownFunction' | 'section' | 'operand' | 'function'>;

const keywords = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
const operandCounts: Readonly<Record<string, number>> = { if_not_exists: 2, list_append: 2, '+': 2, '-': 2 };
const typeNames: Readonly<Record<string, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  NULL: 'NULL',
  BOOL: 'BOOLEAN',
  L: 'LIST',
  M: 'MAP',
};
const errorOrder = [
  'reserved',
  'unknownFunction',
  'section',
  'name',
  'value',
  'overlap',
  'conflict',
  'operand',
  'function',
];

/** Parses `SET a = :v, b = b + :one REMOVE c`; returns an error's message, or the updates as dynalite applies them. */
export function parseUpdateExpression(expression: string, context: ExpressionContext): string | object {
  const reader = tokenReader(expression);
  const scope = new ExpressionScope(context, keywords);
  const errors: UpdateErrors = {};
  const checkPath = pathChecker(errors);
  const sections: Update[] = [];
  const seen = new Set<string>();
  do {
    const keyword = keywords.find((candidate) => reader.takeKeyword(candidate));
    if (!keyword) return reader.fail();
    do {
      const update = readUpdate(keyword, reader, scope, errors);
      checkPath(update.path);
      sections.push(update);
    } while (reader.take(','));
    if (seen.has(keyword)) {
      errors.section ??= `The "${keyword}" section can only be used once in an update expression;`;
    }
    seen.add(keyword);
  } while (reader.peek().kind !== 'end');
  const error = firstError({ ...scope.errors, ...errors }, errorOrder);
  return error ?? { sections, paths: sections.map(({ path }) => path), nestedPaths: scope.nestedPaths };
}

function readUpdate(
  keyword: (typeof keywords)[number],
  reader: TokenReader,
  scope: ExpressionScope,
  errors: UpdateErrors,
): Update {
  const path = scope.path(reader);
  if (keyword === 'REMOVE') return { type: 'remove', path };
  if (keyword === 'SET') {
    reader.expect('=');
    const val = readSum(reader, scope, errors);
    return { type: 'set', path, val, attrType: typeOf(val) };
  }
  const val = scope.value(reader);
  const type = typeOfValue(val);
  // Both take sets, and ADD numbers as well.
  if (type !== null && typeNames[type] !== undefined && !(keyword === 'ADD' && type === 'N')) {
    errors.operand ??= `Incorrect operand type for operator or function; operator: ${keyword}, operand type: ${typeNames[type]}`;
  }
  return { type: keyword === 'ADD' ? 'add' : 'delete', path, val, attrType: type };
}

/** An operand, or two with `+` or `-` between them; one pair of parentheses may stand around all of it. */
function readSum(reader: TokenReader, scope: ExpressionScope, errors: UpdateErrors): Operand {
  const first = readOperand(reader, scope, errors, () => readSum(reader, scope, errors));
  const isSum = isCall(first) && first.type !== 'function';
  const operator = isSum ? undefined : ['+', '-'].find((symbol) => reader.take(symbol));
  if (operator === undefined) return first;
  reader.countOperator();
  const second = readOperand(reader, scope, errors, () => readOperand(reader, scope, errors));
  const args = [first, second];
  const attrType = checkCall(operator, args, errors);
  return { type: operator === '+' ? 'add' : 'subtract', args, attrType };
}

/** `inParentheses` reads what may stand between parentheses; without it they are refused. */
function readOperand(
  reader: TokenReader,
  scope: ExpressionScope,
  errors: UpdateErrors,
  inParentheses?: () => Operand,
): Operand {
  if (inParentheses && reader.take('(')) {
    const operand = inParentheses();
    reader.expect(')');
    return operand;
  }
  const token = reader.peek();
  if (token.kind === 'value') return scope.value(reader);
  const isFunction = token.kind === 'identifier' && !scope.isKeyword(token.text) && reader.isCall();
  return isFunction ? readCall(reader, scope, errors) : scope.path(reader);
}

function readCall(reader: TokenReader, scope: ExpressionScope, errors: UpdateErrors): Call {
  const name = reader.next().text;
  reader.countOperator();
  reader.expect('(');
  const args: Operand[] = [];
  do {
    args.push(readOperand(reader, scope, errors, () => readOperand(reader, scope, errors)));
  } while (reader.take(','));
  reader.expect(')');
  return { type: 'function', name, args, attrType: checkCall(name, args, errors) };
}

/** Records the errors of a call; returns the type of its result. */
function checkCall(name: string, args: readonly Operand[], errors: UpdateErrors): string | null | undefined {
  const count = Object.hasOwn(operandCounts, name) ? operandCounts[name] : undefined;
  if (count === undefined) {
    errors.unknownFunction ??= `Invalid function name; function: ${name}`;
    return undefined;
  }
  if (count !== args.length) {
    errors.function ??= `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`;
    return undefined;
  }
  if (name === 'if_not_exists') {
    if (isPath(args[0])) return typeOf(args[1]);
    errors.function ??= `Operator or function requires a document path; operator or function: ${name}`;
    return undefined;
  }
  const expected = name === 'list_append' ? 'L' : 'N';
  const wrong = args.map(typeOfValue).find((type) => type !== null && type !== expected);
  if (wrong === undefined) return expected;
  errors.function ??= `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${wrong}`;
  return undefined;
}
