import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';

/** Returns the changed thing, or `undefined` for an unknown path. */
type Patch<Thing> = (
  thing: Thing,
  op: string,
  path: readonly string[],
  value: string,
  operation: PatchOperation,
) => Thing | undefined;

/** Applies all patch operations, or throws and applies nothing. Parts of a path escape `/` as `~1` and `~` as `~0`. */
export function applyPatches<Thing>(
  thing: Thing,
  operations: readonly PatchOperation[] | undefined,
  patch: Patch<Thing>,
): Thing {
  let patched = thing;
  for (const operation of operations ?? []) {
    const { op = '', path = '', value = '' } = operation;
    const parts = path
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const next = patch(patched, op, parts, value, operation);
    if (next === undefined) throw badRequest(`Invalid patch path ${path}`);
    patched = next;
  }
  return patched;
}

/** For members that can only be replaced. */
export function requireReplace(op: string): void {
  if (op !== 'replace') throw badRequest('Invalid patch operation specified. Must be one of: [replace]');
}

export function invalidPatchOperation() {
  return badRequest("Invalid patch operation specified. Must be 'add'|'remove'|'replace'");
}
