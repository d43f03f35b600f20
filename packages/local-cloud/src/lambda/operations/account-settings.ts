import type {
  GetAccountSettingsCommandInput,
  GetAccountSettingsCommandOutput,
  GetFunctionCodeSigningConfigCommandInput,
  GetFunctionCodeSigningConfigCommandOutput,
} from '@aws-sdk/client-lambda';
import { findFunction } from '../find-function.ts';
import { accountConcurrency, maxUnpackedBytes, maxUploadBytes } from '../limits.ts';
import type { LambdaState } from '../state.ts';

/** AWS's quota, of all packages of a region; not enforced here. */
const maxBytesOfAllPackages = 75 * 1024 ** 3;

export function getAccountSettings(
  { functions }: LambdaState,
  _input: GetAccountSettingsCommandInput,
): Omit<GetAccountSettingsCommandOutput, '$metadata'> {
  const records = [...functions.values()];
  const reserved = records.reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0);
  const sizes = records.flatMap(({ latest, versions }) =>
    [latest, ...versions.values()].map(({ code }) => code.size),
  );
  return {
    AccountLimit: {
      TotalCodeSize: maxBytesOfAllPackages,
      CodeSizeUnzipped: maxUnpackedBytes,
      CodeSizeZipped: maxUploadBytes,
      ConcurrentExecutions: accountConcurrency,
      UnreservedConcurrentExecutions: accountConcurrency - reserved,
    },
    AccountUsage: {
      TotalCodeSize: sizes.reduce((sum, size) => sum + size, 0),
      FunctionCount: records.length,
    },
  };
}

/** No function has a configuration of code signing here. */
export function getFunctionCodeSigningConfig(
  state: LambdaState,
  { FunctionName }: GetFunctionCodeSigningConfigCommandInput,
): Omit<GetFunctionCodeSigningConfigCommandOutput, '$metadata'> {
  return { CodeSigningConfigArn: '', FunctionName: findFunction(state, FunctionName).record.name };
}
