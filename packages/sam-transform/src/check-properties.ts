import { isIntrinsic } from './intrinsics.ts';
import { without } from './python2/provenance.ts';
import { invalidResource, notSupported } from './sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from './template.ts';

type Kind = keyof typeof isOfKind;

/** What one SAM resource or event type may have. A property in `unsupported` is AWS's but not ours. */
export interface PropertyRules {
  readonly type: string;
  readonly properties: Readonly<Record<string, readonly Kind[]>>;
  readonly required?: readonly string[];
  /** These cannot be left to CloudFormation by giving an intrinsic function. */
  readonly literal?: readonly string[];
  readonly unsupported?: readonly string[];
}

/** The properties without those that are null; throws for the first that is unknown, missing or of a wrong type. */
export function checkProperties(logicalId: string, properties: JsonValue, rules: PropertyRules): JsonObject {
  if (!isObject(properties)) throw invalidResource(logicalId, 'Properties of a resource must be an object.');
  for (const name of Object.keys(properties)) checkName(logicalId, name, rules);
  const given = without(properties, ...Object.keys(properties).filter((name) => properties[name] === null));
  for (const [name, kinds] of Object.entries(rules.properties)) {
    const value = given[name];
    if (value === undefined) {
      if (rules.required?.includes(name)) {
        throw invalidResource(logicalId, `Missing required property '${name}'.`, name);
      }
    } else if (
      !(isLeftToCloudFormation(value) && !rules.literal?.includes(name)) &&
      !kinds.some((kind) => isOfKind[kind](value))
    ) {
      throw invalidResource(logicalId, wrongType(name, kinds), name);
    }
  }
  return given;
}

function checkName(logicalId: string, name: string, { type, properties, unsupported }: PropertyRules): void {
  if (Object.hasOwn(properties, name)) return;
  if (unsupported?.includes(name)) {
    throw notSupported(logicalId, `property ${name} of ${type} is`, name);
  }
  throw invalidResource(logicalId, `property ${name} not defined for resource of type ${type}`, name);
}

function wrongType(name: string, kinds: readonly Kind[]): string {
  const [kind] = kinds;
  const isSimple = kinds.length === 1 && (kind === 'map' || kind === 'string');
  return isSimple ? `Property '${name}' should be a ${kind}.` : `Type of property '${name}' is invalid.`;
}

// The translator takes every object with one key for an intrinsic function where a plain value is due.
function isLeftToCloudFormation(value: JsonValue): boolean {
  return isIntrinsic(value) || (isObject(value) && Object.keys(value).length === 1);
}

const isString = (value: JsonValue) => typeof value === 'string';

const isOfKind = {
  any: () => true,
  string: isString,
  integer: Number.isInteger,
  boolean: (value: JsonValue) => typeof value === 'boolean',
  list: (value: JsonValue) => Array.isArray(value),
  'list of strings': (value: JsonValue) => Array.isArray(value) && value.every(isString),
  'list of references': (value: JsonValue) =>
    Array.isArray(value) && value.every((item) => isString(item) || isObject(item)),
  map: isObject,
  'map of maps': (value: JsonValue) => isObject(value) && Object.values(value).every(isObject),
  'map of strings': (value: JsonValue) => isObject(value) && Object.values(value).every(isString),
};
