import type {
  FunctionConfiguration,
  GetFunctionCommandInput,
  GetFunctionCommandOutput,
  GetFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { type FoundFunction, findFunction, findVersion } from '../find-function.ts';
import { functionArn } from '../function-name.ts';
import type { LambdaState } from '../state.ts';

export function getFunction(
  state: LambdaState,
  input: GetFunctionCommandInput,
): Omit<GetFunctionCommandOutput, '$metadata'> {
  const found = findFunction(state, input.FunctionName, input.Qualifier);
  const { tags, reservedConcurrency } = found.record;
  return {
    Configuration: configurationOf(state, found),
    Code: { RepositoryType: 'S3', Location: state.codeLocations.urlOf(findVersion(state, found).code) },
    ...(Object.keys(tags).length > 0 && { Tags: tags }),
    ...(reservedConcurrency !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
    }),
  };
}

export function getFunctionConfiguration(
  state: LambdaState,
  input: GetFunctionConfigurationCommandInput,
): FunctionConfiguration {
  return configurationOf(state, findFunction(state, input.FunctionName, input.Qualifier));
}

/** The ARN is the one that was asked for, with its qualifier. */
function configurationOf(state: LambdaState, found: FoundFunction): FunctionConfiguration {
  const version = findVersion(state, found);
  const { latest, unsettled } = found.record;
  const configuration = (version === latest ? unsettled : undefined) ?? version.configuration;
  return { ...configuration, FunctionArn: functionArn(state.account, found.record.name, found.qualifier) };
}
