import { isRecord } from '../../aws/is-record.ts';
import { intrinsicCall } from '../intrinsics/intrinsic-function.ts';
import { spend, type Work } from '../intrinsics/work.ts';
import type { JsonValue } from '../template.ts';
import { extensionError, wrongLayout } from './extension-error.ts';

/**
 * The result of `Fn::ToJsonString` for an argument whose known functions are resolved: a string, or an `Fn::Join`
 * of its parts where some of them are known only once there are resources.
 */
export function jsonString(argument: JsonValue, resolved: JsonValue, work: Work): JsonValue {
  refuseUnsupported(argument);
  if (typeof resolved !== 'object' || resolved === null || isCall(resolved))
    throw wrongLayout('Fn::ToJsonString');
  const parts = jsonParts(resolved);
  // Strings within strings: each level doubles the backslashes.
  spend(work, JSON.stringify(parts).length);
  const [only = '', ...others] = parts;
  return others.length === 0 ? only : { 'Fn::Join': ['', parts] };
}

const unsupported = ['Fn::And', 'Fn::Equals', 'Fn::Not', 'Fn::Or'];
/** Their results are lists, whose length is not known yet. */
const ofLists = ['Fn::Cidr', 'Fn::GetAZs', 'Fn::Split'];

function refuseUnsupported(value: JsonValue): void {
  if (Array.isArray(value)) value.forEach(refuseUnsupported);
  if (!isRecord(value)) return;
  const call = intrinsicCall(value);
  if (call?.name === 'Ref' && call.argument === 'AWS::NotificationARNs') {
    throw extensionError('Fn::ToJsonString does not support AWS::NotificationARNs pseudo parameter');
  }
  if (call && unsupported.includes(call.name)) {
    throw extensionError(`Fn::ToJsonString does not support ${call.name} intrinsic function`);
  }
  Object.values(value).forEach(refuseUnsupported);
}

/** JSON in strings, and between them the calls whose results belong there. */
function jsonParts(value: JsonValue): JsonValue[] {
  if (Array.isArray(value)) return joined('[', value.map(jsonParts), ']');
  if (!isRecord(value)) return [JSON.stringify(value)];
  const call = intrinsicCall(value);
  if (call && ofLists.includes(call.name)) {
    throw extensionError(`Unable to resolve ${call.name} intrinsic function`);
  }
  if (call) return ['"', value, '"'];
  const members = Object.entries(value).map(([name, member]) =>
    joined(`${JSON.stringify(name)}:`, [jsonParts(member)], ''),
  );
  return joined('{', members, '}');
}

function joined(start: string, items: readonly JsonValue[][], end: string): JsonValue[] {
  const parts: JsonValue[] = [start];
  const add = (part: JsonValue) => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  };
  for (const [index, item] of items.entries()) {
    if (index > 0) add(',');
    item.forEach(add);
  }
  add(end);
  return parts;
}

function isCall(value: object): boolean {
  return isRecord(value) && intrinsicCall(value as never) !== undefined;
}
