import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import { applyPatches, invalidPatchOperation, requireReplace } from './patch-operations.ts';

/** What the members of a thing are, for its patches. */
export interface PatchableMembers {
  /** `/name`, which is replaced. */
  readonly scalars?: readonly string[];
  /** `/name/key`: keys are added, replaced and removed. */
  readonly maps?: readonly string[];
  /** `/name/value`: values are added and removed. */
  readonly lists?: readonly string[];
}

type Members = Record<string, unknown>;

/** Applies patches to plain members. Their values are strings, which the operation reads. */
export function patchMembers<Thing extends object>(
  thing: Thing,
  operations: readonly PatchOperation[] | undefined,
  { scalars = [], maps = [], lists = [] }: PatchableMembers,
): Thing {
  return applyPatches<Thing>(thing, operations, (former, op, [name = '', key, ...more], value) => {
    const members = former as Members;
    if (scalars.includes(name) && key === undefined) {
      if (op === 'remove') return withMember(former, name, undefined);
      requireReplace(op);
      return withMember(former, name, value);
    }
    if (maps.includes(name) && key !== undefined && more.length === 0) {
      const map = patchMap((members[name] ?? {}) as Members, op, key, value);
      return withMember(former, name, Object.keys(map).length > 0 ? map : undefined);
    }
    if (lists.includes(name) && more.length === 0) {
      return withMember(former, name, patchList((members[name] ?? []) as string[], op, key, value));
    }
    return undefined;
  });
}

function withMember<Thing extends object>(thing: Thing, name: string, value: unknown): Thing {
  const { [name]: _former, ...others } = thing as Members;
  return (value === undefined ? others : { ...others, [name]: value }) as Thing;
}

function patchMap(map: Members, op: string, key: string, value: string): Members {
  if (op === 'add' || op === 'replace') return { ...map, [key]: value };
  if (op !== 'remove') throw invalidPatchOperation();
  const { [key]: _removed, ...others } = map;
  return others;
}

/** The value is in the path or in a member of its own. */
function patchList(list: readonly string[], op: string, key: string | undefined, value: string): string[] {
  const item = key ?? value;
  if (op === 'add') return [...list.filter((known) => known !== item), item];
  if (op === 'remove') return list.filter((known) => known !== item);
  if (op === 'replace' && key === undefined) return value === '' ? [] : value.split(',');
  throw invalidPatchOperation();
}

/** Requires one of these paths and `replace`, in the words that AWS has for some things. */
export function requireReplacement(
  operations: readonly PatchOperation[] | undefined,
  members: readonly string[],
): void {
  for (const { op, path = '' } of operations ?? []) {
    if (op !== 'replace') {
      throw badRequest(
        `Invalid patch path  '${path}' specified for op '${op}'. Please choose supported operations`,
      );
    }
    if (!members.includes(path.slice(1))) {
      const known = members.map((name) => `/${name}`).join(', ');
      throw badRequest(
        `Invalid patch path  '${path}' specified for op 'replace'. Must be one of: [${known}]`,
      );
    }
  }
}
