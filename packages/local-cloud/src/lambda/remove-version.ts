import type { FunctionVersion } from './function-record.ts';
import type { PackageCode } from './package-store.ts';
import type { LambdaState } from './state.ts';

/** Ends a version's environments when they are free, then removes its code and layers unless something else uses them. */
export function removeVersion(state: LambdaState, version: FunctionVersion): void {
  const { FunctionArn } = version.configuration;
  const retired = state.fleet.retire(version);
  removeCode(state, version.code, FunctionArn, retired);
  if (version.layers) removeCode(state, version.layers, FunctionArn, retired);
}

/** Removes code that nothing uses any more, once `released` says that no environment runs it. */
export function removeCode(
  state: LambdaState,
  code: PackageCode,
  owner: string,
  released: Promise<void> = Promise.resolve(),
): void {
  released
    .then(async () => {
      // An operation that was just given this code has stored its function by the next turn of the event loop.
      await new Promise(setImmediate);
      if (!isInUse(state, code)) await state.packages.remove(code);
    })
    .catch((error) => console.error(`The code of ${owner} stays on disk:`, error));
}

function isInUse({ functions, layers }: LambdaState, code: PackageCode): boolean {
  for (const { latest, versions } of functions.values()) {
    for (const version of [latest, ...versions.values()]) {
      if (version.code === code || version.layers === code) return true;
    }
  }
  for (const { versions } of layers.values()) {
    for (const version of versions.values()) if (version.code === code) return true;
  }
  return false;
}
