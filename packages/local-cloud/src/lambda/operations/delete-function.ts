import type { DeleteFunctionCommandInput } from '@aws-sdk/client-lambda';
import { conflict, invalidParameter } from '../errors.ts';
import { findFunction } from '../find-function.ts';
import { functionAddress } from '../function-name.ts';
import { removeVersion } from '../remove-version.ts';
import type { LambdaState } from '../state.ts';
import { removeUrls } from '../urls/function-url.ts';

/** Deletes a function, or only the version that is named. */
export function deleteFunction(state: LambdaState, input: DeleteFunctionCommandInput): undefined {
  const { name, qualifier } = functionAddress(state.account, input.FunctionName, input.Qualifier);
  if (qualifier === '$LATEST')
    throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
  if (qualifier !== undefined && /^[\w-]*[^\d][\w-]*$/.test(qualifier))
    throw invalidParameter('Deletion of aliases is not currently supported.');
  const { record } = findFunction(state, name);
  if (qualifier === undefined) {
    state.functions.delete(record.name);
    removeUrls(state, record.name);
    for (const version of [record.latest, ...record.versions.values()]) removeVersion(state, version);
    return;
  }
  const version = record.versions.get(qualifier);
  // As on AWS: what is to be gone is not there.
  if (!version) return;
  const users = [...record.aliases.values()].filter(
    ({ FunctionVersion, RoutingConfig }) =>
      FunctionVersion === qualifier || qualifier in (RoutingConfig?.AdditionalVersionWeights ?? {}),
  );
  if (users.length > 0) {
    const names = users.map(({ Name }) => Name).join(', ');
    throw conflict(`Version was not deleted since it is used by aliases: [${names}]`);
  }
  record.versions.delete(qualifier);
  record.policies.delete(qualifier);
  record.eventInvokeConfigs.delete(qualifier);
  removeVersion(state, version);
}
