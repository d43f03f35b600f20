import db from 'dynalite/db/index.js';
import { isRecord } from '../../aws/is-record.ts';

/** AWS accepts 31 maps or lists around a value. */
const maxNesting = 31;
/** No valid request is deeper as JSON: each map around a value is two levels. */
const maxDepth = 2 * maxNesting + 10;
/** All placeholders of a request together. */
const maxPlaceholderBytes = 2 * 1024 * 1024;

/** The input of an operation in a shape that dynalite's recursive functions can take. Throws what DynamoDB responds. */
export function checkRequest(body: Buffer): object {
  const input = parse(body);
  if (attributeValues(input).some((value) => isNestedTooDeep(value))) throw nestingError();
  for (const name of ['ExpressionAttributeNames', 'ExpressionAttributeValues']) {
    const isLarge = body.length > maxPlaceholderBytes && input[name] !== undefined;
    if (isLarge && Buffer.byteLength(JSON.stringify(input[name])) > maxPlaceholderBytes) {
      throw db.validationError(`${name} exceeds max size`);
    }
  }
  return body.includes('null') ? withoutNulls(input) : input;
}

/** Do maps and lists stand deeper in each other than DynamoDB allows? */
export function isNestedTooDeep(value: unknown, levels = 0): boolean {
  if (levels > maxNesting) return true;
  if (!isRecord(value)) return false;
  const parts = [...valuesOf(value.M), ...listOf(value.L)];
  return parts.some((part) => isNestedTooDeep(part, levels + 1));
}

export function nestingError(): Error {
  return db.validationError(
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
  );
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    if (isRecord(input)) return input;
  } catch {
    // The same refusal as for JSON that is not an object.
  }
  throw Object.assign(new Error('SerializationException'), {
    statusCode: 400,
    body: { __type: 'com.amazon.coral.service#SerializationException' },
  });
}

/** All attribute values of a request, wherever its operation has them. */
function attributeValues(input: Readonly<Record<string, unknown>>): unknown[] {
  const items = ['Item', 'Key', 'ExclusiveStartKey', 'ExpressionAttributeValues'].map((name) => input[name]);
  const conditions = ['Expected', 'AttributeUpdates', 'KeyConditions', 'QueryFilter', 'ScanFilter']
    .flatMap((name) => valuesOf(input[name]))
    .filter(isRecord);
  const batches = valuesOf(input.RequestItems).flatMap((batch) => [
    ...listOf(batch).flatMap((request) => valuesOf(request).flatMap(valuesOf)),
    ...(isRecord(batch) ? listOf(batch.Keys) : []),
  ]);
  return [
    ...[...items, ...batches].flatMap(valuesOf),
    ...conditions.flatMap(({ Value, AttributeValueList }) => [Value, ...listOf(AttributeValueList)]),
  ];
}

/**
 * The same with an empty structure in place of a null inside a member. dynalite would fail at the null; the empty
 * structure it refuses in AWS's words. A member that is itself null counts as absent.
 */
function withoutNulls(input: Readonly<Record<string, unknown>>): object {
  const members = Object.entries(input).map(([name, member]) => [name, member && plain(member, 1)]);
  return Object.fromEntries(members);
}

function plain(value: unknown, depth: number): unknown {
  if (depth > maxDepth) throw nestingError();
  if (value === null) return {};
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member, depth + 1)]));
}

function valuesOf(value: unknown): unknown[] {
  return isRecord(value) ? Object.values(value) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
