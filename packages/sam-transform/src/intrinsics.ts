import { givenValues } from './python2/provenance.ts';
import { isObject, type JsonObject, type JsonValue } from './template.ts';

const noValue: JsonObject = { Ref: 'AWS::NoValue' };

export function ref(logicalId: string): JsonObject {
  return { Ref: logicalId };
}

export function getAtt(logicalId: string, attribute: string): JsonObject {
  return { 'Fn::GetAtt': [logicalId, attribute] };
}

export function sub(text: string, variables?: JsonObject): JsonObject {
  return { 'Fn::Sub': variables === undefined ? text : [text, variables] };
}

export function onlyIf(condition: JsonValue, value: JsonValue, otherwise: JsonValue = noValue): JsonObject {
  return { 'Fn::If': [condition, value, otherwise] };
}

/** The same for a condition that the template names. */
export function onlyIfGiven(condition: string, value: JsonValue): JsonObject {
  return { 'Fn::If': givenValues([condition, value, noValue], ['0']) };
}

export function anyOf(conditions: readonly string[]): JsonObject {
  return { 'Fn::Or': conditions.map((name) => ({ Condition: name })) };
}

export function isIntrinsic(value: JsonValue | undefined): boolean {
  const name = onlyKey(value);
  return name !== undefined && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'));
}

export function isNoValue(value: JsonValue | undefined): boolean {
  return isObject(value) && onlyKey(value) === 'Ref' && value.Ref === 'AWS::NoValue';
}

/** The logical id that a `Ref` names, or a string in its place. */
export function referredId(reference: JsonValue | undefined): string | undefined {
  const id = isObject(reference) && 'Ref' in reference ? reference.Ref : reference;
  return typeof id === 'string' ? id : undefined;
}

export function isIf(value: JsonValue | undefined): boolean {
  return onlyKey(value) === 'Fn::If';
}

/** The three arguments of an `Fn::If`, undefined for anything else. */
export function ifArguments(
  value: JsonValue | undefined,
): [condition: JsonValue, then: JsonValue, otherwise: JsonValue] | undefined {
  const items = isObject(value) && isIf(value) ? value['Fn::If'] : undefined;
  if (!Array.isArray(items) || items.length !== 3) return undefined;
  const [condition = null, then = null, otherwise = null] = items;
  return [condition, then, otherwise];
}

function onlyKey(value: JsonValue | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 1 ? keys[0] : undefined;
}
