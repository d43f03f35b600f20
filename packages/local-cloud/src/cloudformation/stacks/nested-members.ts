import { isRecord } from '../../aws/is-record.ts';
import { intrinsicCall } from '../intrinsics/intrinsic-function.ts';
import { nestedNames } from '../registry/nested-names.ts';
import type { JsonObject, JsonValue } from '../template.ts';

/** A member of an object inside of a resource's properties. */
export interface NestedMember {
  readonly name: string;
  /** The path of the object without list positions, as in `CorsConfiguration.CorsRules`. */
  readonly object: string;
  /** The same as AWS writes it: `#/CorsConfiguration/CorsRules/0`. */
  readonly pointer: string;
  /** Whether AWS has it. */
  readonly isKnown: boolean;
}

/** The members of the objects inside of properties, as far as AWS says what members these objects have. */
export function nestedMembers(type: string, properties: JsonObject): NestedMember[] {
  const objects = objectsOf(type);
  if (!objects) return [];
  const found: NestedMember[] = [];

  function visit(value: JsonValue, object: string, pointer: string): void {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, object, `${pointer}/${index}`);
      return;
    }
    if (!isRecord(value)) return;
    const call = intrinsicCall(value);
    if (call?.name === 'Fn::If' && Array.isArray(call.argument)) {
      for (const branch of call.argument.slice(1)) visit(branch, object, pointer);
    }
    const names = objects?.get(object);
    if (call || !names) return;
    for (const [name, member] of Object.entries(value)) {
      if (name.startsWith('Fn::')) continue;
      found.push({ name, object, pointer, isKnown: names.has(name) });
      visit(member, `${object}.${name}`, `${pointer}/${name}`);
    }
  }

  for (const [name, value] of Object.entries(properties)) visit(value, name, `#/${name}`);
  return found;
}

type Objects = ReadonlyMap<string, ReadonlySet<string>>;

const types = new Map<string, Objects>();

/** The names of the members of each object, by its path. */
function objectsOf(type: string): Objects | undefined {
  if (types.size === 0) {
    for (const block of nestedNames.trim().split(/\n(?=AWS::)/)) {
      const [name = '', ...lines] = block.split('\n');
      types.set(name, new Map(lines.map(objectOf)));
    }
  }
  return types.get(type);
}

function objectOf(line: string): [string, ReadonlySet<string>] {
  const [path = '', ...names] = line.trim().split(' ');
  return [path, new Set(names)];
}
