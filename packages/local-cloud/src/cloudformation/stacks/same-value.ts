import { isRecord } from '../../aws/is-record.ts';
import { scalarText } from '../intrinsics/intrinsic-function.ts';
import type { JsonValue } from '../template.ts';

/** Equality as CloudFormation sees it: `10` equals `"10"`, and the order of an object's members does not matter. */
export function isSameValue(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => isSameValue(item, right[index]));
  }
  if (isRecord(left)) {
    if (!isRecord(right) || Object.keys(left).length !== Object.keys(right).length) return false;
    return Object.entries(left).every(
      ([name, item]) => Object.hasOwn(right, name) && isSameValue(item, right[name]),
    );
  }
  return scalarText(left) === scalarText(right) && typeof right !== 'object';
}

/** The names of the members in which two objects differ. */
export function changedMembers(
  before: Readonly<Record<string, JsonValue>>,
  after: Readonly<Record<string, JsonValue>>,
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const own = (object: Readonly<Record<string, JsonValue>>, name: string) =>
    Object.hasOwn(object, name) ? object[name] : undefined;
  return [...names].filter((name) => !isSameValue(own(before, name), own(after, name)));
}
