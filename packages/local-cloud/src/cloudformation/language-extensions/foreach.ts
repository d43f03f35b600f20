import { isRecord } from '../../aws/is-record.ts';
import { scalarText } from '../intrinsics/intrinsic-function.ts';
import { spend } from '../intrinsics/work.ts';
import type { JsonObject, JsonValue } from '../template.ts';
import { extensionError, wrongLayout } from './extension-error.ts';
import { type KnownValues, resolveKnown } from './resolve-known.ts';

export interface LoopScope {
  readonly known: KnownValues;
  readonly parameterNames: readonly string[];
  /** What the loops of the template may still make. */
  readonly room: { entries: number };
}

/** Our limit: AWS limits only the template that results. */
const mostEntries = 5_000;

export function newRoom(): LoopScope['room'] {
  return { entries: mostEntries };
}

interface Place {
  /** Whether there may be loops in any object of a value, as in the properties of a resource. */
  readonly isDeep?: boolean;
  /** The identifiers of the loops around it. */
  readonly identifiers?: readonly string[];
}

/** AWS's limit of loops within loops. */
const maxLoops = 5;

function isLoop(name: string): boolean {
  return name.startsWith('Fn::ForEach::');
}

/**
 * An object with the entries that its `Fn::ForEach::…` members make, in their place.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expandLoops(value: JsonObject, scope: LoopScope, place: Place = {}): JsonObject {
  const result = new Map<string, JsonValue>();
  const add = (name: string, entry: JsonValue, loop?: string) => {
    if (loop !== undefined && (result.has(name) || Object.hasOwn(value, name))) {
      throw extensionError(`${loop} makes ${name}, which exists already`);
    }
    result.set(name, entry);
  };
  for (const [name, entry] of Object.entries(value)) {
    if (!isLoop(name)) add(name, place.isDeep ? expandInside(entry, scope, place) : entry);
    else for (const [made, body] of passes(name, entry, scope, place)) add(made, body, name);
  }
  return Object.fromEntries(result);
}

function expandInside(value: JsonValue, scope: LoopScope, place: Place): JsonValue {
  if (Array.isArray(value)) return value.map((item) => expandInside(item, scope, place));
  return isRecord(value) ? expandLoops(value, scope, place) : value;
}

/** The entries that each pass of a loop makes, one after the other. */
function* passes(
  name: string,
  loop: JsonValue,
  scope: LoopScope,
  place: Place,
): Generator<[string, JsonValue]> {
  const [identifier, collection, body, ...others] = Array.isArray(loop) ? loop : [];
  if (typeof identifier !== 'string' || identifier === '' || !isRecord(body) || others.length > 0) {
    throw wrongLayout(name);
  }
  const identifiers = place.identifiers ?? [];
  refuseTaken(name, identifier, identifiers, scope);
  for (const item of itemsOf(name, collection, scope.known)) {
    const pass = withIdentifier(body, { identifier, item, work: scope.known.work });
    const inner = { ...place, identifiers: [...identifiers, identifier] };
    scope.room.entries -= Object.keys(pass as JsonObject).length;
    if (scope.room.entries < 0) {
      throw extensionError(`The loops of the template make more than ${mostEntries} entries`);
    }
    yield* Object.entries(expandLoops(pass as JsonObject, scope, inner));
  }
}

function refuseTaken(
  name: string,
  identifier: string,
  outer: readonly string[],
  { parameterNames }: LoopScope,
): void {
  if (outer.length >= maxLoops) throw extensionError(`${name} is nested deeper than ${maxLoops} loops`);
  if (parameterNames.includes(identifier)) {
    throw extensionError(`${name}: identifier '${identifier}' conflicts with parameter name`);
  }
  if (outer.includes(identifier)) {
    throw extensionError(`${name}: identifier '${identifier}' conflicts with another loop identifier`);
  }
}

function itemsOf(name: string, collection: JsonValue | undefined, known: KnownValues): string[] {
  const list = collection === undefined ? undefined : resolveKnown(collection, known);
  const items = Array.isArray(list) ? list.map(scalarText) : [undefined];
  if (!items.every((item) => item !== undefined)) throw wrongLayout(name);
  return items;
}

interface Substitution {
  readonly identifier: string;
  readonly item: string;
  readonly work: KnownValues['work'];
}

/** `${Identifier}` and `Ref` are the item; `&{Identifier}` is what of it may be part of a logical id. */
function withIdentifier(value: JsonValue, given: Substitution): JsonValue {
  spend(given.work, 1);
  if (typeof value === 'string') return substituted(value, given);
  if (Array.isArray(value)) return value.map((item) => withIdentifier(item, given));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && value.Ref === given.identifier) return given.item;
  return Object.fromEntries(
    entries.map(([name, item]) => [substituted(name, given), withIdentifier(item, given)]),
  );
}

function substituted(text: string, { identifier, item, work }: Substitution): string {
  const result = text.includes('{')
    ? text
        .replaceAll(`\${${identifier}}`, () => item)
        .replaceAll(`&{${identifier}}`, () => item.replace(/[^A-Za-z0-9]/g, ''))
    : text;
  spend(work, result.length);
  return result;
}
