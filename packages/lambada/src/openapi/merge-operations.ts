import type { JsonObject, JsonValue } from '../model.ts';

/** Methods that share a path and differ in patterns or media types are one operation of OpenAPI, named for the first. */
export function mergeOperations(first: JsonObject, second: JsonObject): JsonObject {
  const summaries = [first.summary, second.summary].filter((summary) => summary !== undefined);
  const parameters = mergeParameters(listOf(first.parameters), listOf(second.parameters));
  const body = mergeBodies(first.requestBody, second.requestBody);
  return {
    ...first,
    ...(summaries.length > 0 && { summary: [...new Set(summaries)].join(' / ') }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: body }),
    responses: mergeMaps(first.responses, second.responses, (left, right) => mergeContents(left, right)),
  };
}

function mergeParameters(first: readonly JsonObject[], second: readonly JsonObject[]): JsonObject[] {
  const isSame = (left: JsonObject, right: JsonObject) => left.name === right.name && left.in === right.in;
  const merged = first.map((parameter) => {
    const other = second.find((each) => isSame(each, parameter));
    if (!other) return { ...parameter, required: false };
    return {
      ...parameter,
      required: parameter.required === true && other.required === true,
      schema: either(parameter.schema, other.schema),
    };
  });
  const added = second.filter((parameter) => !first.some((each) => isSame(each, parameter)));
  return [...merged, ...added.map((parameter) => ({ ...parameter, required: false }))];
}

function mergeBodies(first: JsonValue | undefined, second: JsonValue | undefined): JsonObject | undefined {
  const left = objectOf(first);
  const right = objectOf(second);
  if (!left || !right) {
    const only = left ?? right;
    return only && { ...only, required: false };
  }
  return { ...mergeContents(left, right), required: left.required === true && right.required === true };
}

/** Two bodies or responses, which both may have a `content`. */
function mergeContents(left: JsonObject, right: JsonObject): JsonObject {
  if (left.$ref ?? right.$ref) return left;
  const content = mergeMaps(left.content, right.content, (some, other) => ({
    schema: either(some.schema, other.schema),
  }));
  return { ...left, ...(Object.keys(content).length > 0 && { content }) };
}

function mergeMaps(
  first: JsonValue | undefined,
  second: JsonValue | undefined,
  merge: (left: JsonObject, right: JsonObject) => JsonObject,
): JsonObject {
  const merged: Record<string, JsonValue> = { ...objectOf(first) };
  for (const [name, value] of Object.entries(objectOf(second) ?? {})) {
    const left = objectOf(merged[name]);
    const right = objectOf(value);
    merged[name] = left && right ? merge(left, right) : value;
  }
  return merged;
}

function either(left: JsonValue = {}, right: JsonValue = {}): JsonValue {
  return JSON.stringify(left) === JSON.stringify(right) ? left : { anyOf: [left, right] };
}

function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value : [];
}
