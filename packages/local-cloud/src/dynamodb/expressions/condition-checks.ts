import {
  type AttributeValue,
  isPath,
  type Operand,
  pathText,
  typeOf,
  typeOfValue,
} from './attribute-value.ts';
import type { Errors, ExpressionContext } from './expression-scope.ts';

export type ConditionErrors = Errors<
  'parens' | 'unknownFunction' | 'misusedFunction' | 'condition' | 'operand' | 'distinct' | 'function'
>;

const operandCounts: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};
const resultTypes: Readonly<Record<string, string>> = {
  attribute_type: 'BOOL',
  begins_with: 'BOOL',
  contains: 'BOOL',
  size: 'N',
};
const typeNames = ['B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'N', 'NS', 'S', 'M'];

/** Notes what is wrong with a call of a function; returns the type of its result. */
export function checkFunction(
  errors: ConditionErrors,
  name: string,
  args: readonly Operand[],
): string | null | undefined {
  const count = Object.hasOwn(operandCounts, name) ? operandCounts[name] : undefined;
  if (count === undefined) {
    errors.unknownFunction ??= `Invalid function name; function: ${name}`;
    return undefined;
  }
  if (count !== args.length) {
    errors.operand ??= `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`;
    return undefined;
  }
  checkDistinct(errors, name, args);
  const problem = operandProblem(name, args);
  if (problem === undefined) return resultTypes[name] ?? null;
  errors.function ??= problem;
  return undefined;
}

function operandProblem(name: string, args: readonly Operand[]): string | undefined {
  const wrongType = (type: string) =>
    `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`;
  const types = args.map(typeOf);
  if (name === 'attribute_exists' || name === 'attribute_not_exists') {
    if (isPath(args[0])) return undefined;
    return `Operator or function requires a document path; operator or function: ${name}`;
  }
  if (name === 'begins_with') {
    const wrong = types.find((type) => type !== null && type !== 'S' && type !== 'B');
    return wrong == null ? undefined : wrongType(wrong);
  }
  if (name === 'attribute_type') {
    if (types[1] !== 'S') return wrongType(types[1] ?? '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}');
    const type = String((args[1] as AttributeValue).S);
    if (typeNames.includes(type)) return undefined;
    return `Invalid attribute type name found; type: ${type}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`;
  }
  if (name === 'size' && ['N', 'BOOL', 'NULL'].includes(types[0] ?? '')) return wrongType(String(types[0]));
  return undefined;
}

/** Notes two operands that are the same path. */
export function checkDistinct(errors: ConditionErrors, operator: string, args: readonly Operand[]): void {
  const [first, second] = args;
  if (args.length !== 2 || !isPath(first) || !isPath(second)) return;
  if (first.length !== second.length || first.some((step, index) => step !== second[index])) return;
  errors.distinct ??= `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${pathText(first)}`;
}

/** Notes bounds of BETWEEN that have different types or the wrong order. */
export function checkBetween(
  errors: ConditionErrors,
  low: Operand,
  high: Operand,
  { compare }: Pick<ExpressionContext, 'compare'>,
): void {
  const [lowType, highType] = [typeOfValue(low), typeOfValue(high)];
  if (lowType === null || highType === null) return;
  const [lower, upper] = [low as AttributeValue, high as AttributeValue];
  const bounds = `lower bound operand: AttributeValue: {${lowType}:${lower[lowType]}}, upper bound operand: AttributeValue: {${highType}:${upper[highType]}}`;
  if (lowType !== highType) {
    errors.function ??= `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`;
  } else if (compare('GT', lower, upper)) {
    errors.function ??= `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`;
  }
}
