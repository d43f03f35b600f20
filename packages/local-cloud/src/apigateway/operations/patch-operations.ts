import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';

/** Makes the changed thing, or `undefined` for a path or operation that it cannot be changed by. */
type Patch<Thing> = (thing: Thing, op: string, path: readonly string[], value: string) => Thing | undefined;

/** Applies all patch operations or none; the parts of a path write `/` as `~1` and `~` as `~0`. */
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
