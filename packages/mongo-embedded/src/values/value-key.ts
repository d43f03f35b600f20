import { type Binary, EJSON, ObjectId } from 'bson';
import { bsonType, isDocument } from './document.ts';
import { isNumber, numberKey } from './numbers.ts';

/** A string that is equal for equal values and differs for others, so that a `Map` can find them. */
export function valueKey(value: unknown): string {
  if (value instanceof ObjectId) return `o${value.toHexString()}`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (isNumber(value)) return `n${numberKey(value)}`;
  if (value === undefined || value === null) return 'z';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Date) return `d${value.getTime()}`;
  if (Array.isArray(value)) return `[${value.map(valueKey).join(',')}]`;
  if (isDocument(value))
    return `{${Object.keys(value).map((name) => `${JSON.stringify(name)}:${valueKey(value[name])}`)}}`;
  if (bsonType(value) === 'Binary') {
    const binary = value as Binary;
    return `b${binary.sub_type}:${Buffer.from(binary.value()).toString('base64')}`;
  }
  if (bsonType(value) === 'Undefined') return 'u';
  return `x${EJSON.stringify(value)}`;
}
