import { isRecord } from '../../aws/is-record.ts';
import { formatError, templateError } from '../errors.ts';
import { intrinsicCall, type Scope, scalarText } from '../intrinsics/intrinsic-function.ts';
import { resolve } from '../intrinsics/resolve.ts';
import type { JsonObject, JsonValue } from '../template.ts';

/** What conditions and rules can refer to: no resource exists yet. */
export type ConditionScope = Pick<Scope, 'region' | 'work' | 'parameters' | 'mappings'>;

const maxChain = 200;

/** Every condition of a template with its outcome. */
export function evaluateConditions(conditions: JsonObject, scope: ConditionScope): Map<string, boolean> {
  const outcomes = new Map<string, boolean>();
  const open: string[] = [];

  function outcomeOf(name: string): boolean {
    const known = outcomes.get(name);
    if (known !== undefined) return known;
    const body = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    if (body === undefined) {
      throw formatError(`Unresolved condition dependency ${name} in the Conditions block of the template`);
    }
    if (open.length > maxChain) throw templateError(`conditions build on more than ${maxChain} others`);
    if (open.includes(name)) {
      throw templateError(`Found circular condition dependency between ${[...open, name].join(' and ')}`);
    }
    open.push(name);
    const outcome = evaluate(body, scope, outcomeOf);
    open.pop();
    outcomes.set(name, outcome);
    return outcome;
  }

  for (const name of Object.keys(conditions)) outcomeOf(name);
  return outcomes;
}

/** The outcome of one condition function; `outcomeOf` returns that of a condition it names. */
export function evaluate(
  body: JsonValue,
  scope: ConditionScope,
  outcomeOf: (name: string) => boolean,
): boolean {
  const [name = '', argument = ''] = conditionCall(body);
  const items = Array.isArray(argument) ? argument : [];
  const holds = (item: JsonValue) => evaluate(item, scope, outcomeOf);
  switch (name) {
    case 'Condition':
      if (typeof argument === 'string') return outcomeOf(argument);
      throw templateError('every Condition object must have a single String value.');
    case 'Fn::Equals':
      if (items.length === 2) return sameValue(items, scope);
      throw templateError('every Fn::Equals object requires a list of 2 string parameters.');
    case 'Fn::Not':
      if (items.length === 1) return !items.every(holds);
      throw templateError('every Fn::Not object requires one boolean parameter.');
    case 'Fn::And':
      return countedOperands(name, items).every(holds);
    case 'Fn::Or':
      return countedOperands(name, items).some(holds);
    default:
      throw formatError(`Conditions can only be boolean operations on parameters and other conditions`);
  }
}

/** A value of a condition or rule, its intrinsic functions resolved. */
export function conditionValue(value: JsonValue, scope: ConditionScope): JsonValue | undefined {
  return resolve(value, {
    ...scope,
    conditions: new Map(),
    physicalId: refuseReference,
    attribute: refuseReference,
    exported: () => undefined,
    stored: (name) => name,
    secret: (name) => name,
  });
}

function conditionCall(body: JsonValue): [name?: string, argument?: JsonValue] {
  if (!isRecord(body)) return [];
  const call = intrinsicCall(body);
  if (call) return [call.name, call.argument];
  return Object.keys(body).length === 1 && body.Condition !== undefined ? ['Condition', body.Condition] : [];
}

function sameValue(items: readonly JsonValue[], scope: ConditionScope): boolean {
  const [left, right] = items.map((item) => conditionValue(item, scope));
  return (scalarText(left) ?? JSON.stringify(left)) === (scalarText(right) ?? JSON.stringify(right));
}

function countedOperands(name: string, items: readonly JsonValue[]): readonly JsonValue[] {
  if (items.length >= 2 && items.length <= 10) return items;
  throw templateError(
    `every ${name} object requires a list of at least 2 and at most 10 boolean parameters.`,
  );
}

function refuseReference(logicalId: string): never {
  throw formatError(
    `Unresolved dependencies [${logicalId}]. Cannot reference resources in the Conditions block of the template`,
  );
}
