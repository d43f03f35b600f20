import { isRecord } from './is-record.ts';
import { ServiceError } from './service-error.ts';

type ScalarType = 'string' | 'number' | 'boolean';

export type MemberType =
  | ScalarType
  | 'structure'
  | 'list of string'
  | 'list of structure'
  | 'map of string'
  | 'map of list of string'
  | 'map of structure'
  | 'map of boolean'
  /** Null is an empty string. */
  | 'map of nullable string'
  | 'map of number';

/** What a member is, wherever in the inputs of a service it stands: AWS gives a name one type throughout. */
export type InputTypes = ReadonlyMap<string, MemberType>;

type Members = Record<string, unknown>;

/** How a protocol writes what is not a structure. */
interface Wire {
  readonly errorCode: string;
  isScalar(value: unknown, type: ScalarType): boolean;
  readonly read?: (text: string, type: ScalarType) => unknown;
}

const json: Wire = {
  errorCode: 'SerializationException',
  isScalar: (value, type) => typeof value === type,
};
const form: Wire = { errorCode: 'MalformedInput', isScalar: (value) => typeof value === 'string' };
const readForm: Wire = { errorCode: 'MalformedInput', isScalar: isReadable, read: readScalar };

/** A table from the names of each type, separated by white space. */
export function inputTypes(names: Readonly<Partial<Record<MemberType, string>>>): InputTypes {
  const entries = Object.entries(names) as [MemberType, string][];
  return new Map(
    entries.flatMap(([type, text]) =>
      text
        .trim()
        .split(/\s+/)
        .map((name) => [name, type]),
    ),
  );
}

/**
 * The members of a JSON body without those that are null, which count as absent. Throws
 * `SerializationException` for one of another type than the table has.
 */
export function checkJsonInput(input: Members, types: InputTypes): Members {
  return checkMembers(input, types, json);
}

/** The same for input of which every scalar is text, as in forms and queries; throws `MalformedInput`. */
export function checkTextInput(input: Members, types: InputTypes): Members {
  return checkMembers(input, types, form);
}

/** The same, with numbers and booleans read and empty lists as such. */
export function readTextInput(input: Members, types: InputTypes): Members {
  return checkMembers(input, types, readForm);
}

function isReadable(value: unknown, type: ScalarType): boolean {
  if (typeof value !== 'string') return false;
  if (type === 'number') return value.trim() !== '' && Number.isFinite(Number(value));
  return type === 'string' || value === 'true' || value === 'false';
}

function readScalar(text: string, type: ScalarType): unknown {
  if (type === 'number') return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

function checkMembers(members: Members, types: InputTypes, wire: Wire): Members {
  const given = Object.entries(members).filter(([, value]) => value !== null);
  return Object.fromEntries(
    given.map(([name, value]) => {
      const type = types.get(name);
      return [name, type === undefined ? value : checkMember(name, value, type, types, wire)];
    }),
  );
}

function checkMember(name: string, value: unknown, type: MemberType, types: InputTypes, wire: Wire): unknown {
  const [, outer = type, content = 'string'] = type.match(/^(\w+)(?: of (.+))?$/) ?? [];
  const checkItem = (item: unknown) => checkMember(name, item, content as MemberType, types, wire);
  if (type === 'map of nullable string' && isRecord(value)) {
    const filled = Object.entries(value).map(([key, item]) => [key, item ?? '']);
    return checkMember(name, Object.fromEntries(filled), 'map of string', types, wire);
  }
  if (outer === 'list') {
    // A form has an empty text for an empty list.
    if (wire === form && value === '') return value;
    if (wire === readForm && value === '') return [];
    if (Array.isArray(value)) return value.map(checkItem);
  } else if (outer === 'map') {
    if (isRecord(value)) return mapValues(value, checkItem);
  } else if (outer === 'structure') {
    if (isRecord(value)) return checkMembers(value, types, wire);
  } else if (wire.isScalar(value, outer as ScalarType)) {
    return wire.read ? wire.read(String(value), outer as ScalarType) : value;
  }
  throw new ServiceError(wire.errorCode, `Expected a ${outer} for ${name}, received ${kindOf(value)}.`);
}

/** A null value of a map counts as absent, too: Cognito's clients send a null DEVICE_KEY. */
function mapValues(members: Members, change: (value: unknown) => unknown): Members {
  const given = Object.entries(members).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([key, value]) => [key, change(value)]));
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a structure' : `a ${typeof value}`;
}
