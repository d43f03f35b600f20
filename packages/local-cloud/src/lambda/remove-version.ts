import type { FunctionVersion } from './function-record.ts';
import type { LambdaState } from './state.ts';

/** Ends a version's environments when they are free, then removes its code unless another version uses it. */
export function removeVersion(state: LambdaState, version: FunctionVersion): void {
  state.fleet
    .retire(version)
    .then(async () => {
      // An operation that was just given this code has stored its function by the next turn of the event loop.
      await new Promise(setImmediate);
      if (!isInUse(state, version)) await state.packages.remove(version.code);
    })
    .catch((error) =>
      console.error(`The code of ${version.configuration.FunctionArn} stays on disk:`, error),
    );
}

function isInUse(state: LambdaState, { code }: FunctionVersion): boolean {
  for (const { latest, versions } of state.functions.values()) {
    for (const version of [latest, ...versions.values()]) if (version.code === code) return true;
  }
  return false;
}
