import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';

/** Returns the changed thing, or `undefined` for an unknown path or operation. */
type Patch<Thing> = (thing: Thing, op: string, path: readonly string[], value: string) => Thing | undefined;

/** Applies all patch operations, or throws and applies nothing. Parts of a path escape `/` as `~1` and `~` as `~0`. */
export function applyPatches<Thing>(
  thing: Thing,
  operations: readonly PatchOperation[] | undefined,
  patch: Patch<Thing>,
): Thing {
  let patched = thing;
  for (const { op = '', path = '', value = '' } of operations ?? []) {
    const parts = path
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const next = patch(patched, op, parts, value);
    if (next === undefined) throw badRequest(`Invalid patch path '${path}' specified for op '${op}'.`);
    patched = next;
  }
  return patched;
}
