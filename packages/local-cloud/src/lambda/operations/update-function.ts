import { randomUUID } from 'node:crypto';
import type {
  FunctionConfiguration,
  UpdateFunctionCodeCommandInput,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { checkRevision } from '../check-revision.ts';
import { invalidParameter } from '../errors.ts';
import { findFunction } from '../find-function.ts';
import type { FunctionRecord, FunctionVersion } from '../function-record.ts';
import { removeVersion } from '../remove-version.ts';
import { functionSettings } from '../settings/function-settings.ts';
import { readPackage } from '../settings/read-package.ts';
import { notOfferedSettings } from '../settings/settings-advice.ts';
import type { LambdaState } from '../state.ts';
import { checkedArchitectures, lastModified } from './create-function.ts';
import { runtimeVersion, updating } from './function-states.ts';
import { publish } from './publish-version.ts';

export async function updateFunctionCode(
  state: LambdaState,
  input: UpdateFunctionCodeCommandInput,
): Promise<FunctionConfiguration> {
  const { record } = findFunction(state, input.FunctionName);
  checkRevision(input.RevisionId, record.latest.configuration.RevisionId);
  const [notOffered] = notOfferedSettings({ PublishTo: input.PublishTo });
  if (notOffered) throw invalidParameter(`${notOffered}.`);
  const code = await readPackage(state, input);
  const changed: FunctionVersion = {
    code,
    configuration: {
      ...record.latest.configuration,
      CodeSize: code.size,
      CodeSha256: code.sha256,
      Architectures: checkedArchitectures(input.Architectures) ?? record.latest.configuration.Architectures,
    },
  };
  if (input.DryRun) return changed.configuration;
  replaceLatest(state, record, changed);
  return updating(input.Publish ? publish(record, '').configuration : record.latest.configuration);
}

export function updateFunctionConfiguration(
  state: LambdaState,
  input: UpdateFunctionConfigurationCommandInput,
): FunctionConfiguration {
  const { record } = findFunction(state, input.FunctionName);
  const { configuration, code } = record.latest;
  checkRevision(input.RevisionId, configuration.RevisionId);
  const settings = functionSettings(state, record.name, input, configuration);
  const RuntimeVersionConfig = runtimeVersion(settings.Runtime);
  replaceLatest(state, record, {
    code,
    configuration: { ...configuration, ...settings, RuntimeVersionConfig },
  });
  return updating(record.latest.configuration);
}

/** Running invocations end in the old environments; the next invocation uses the new code. */
function replaceLatest(state: LambdaState, record: FunctionRecord, version: FunctionVersion): void {
  const before = record.latest;
  const configuration = { ...version.configuration, LastModified: lastModified(), RevisionId: randomUUID() };
  record.latest = { code: version.code, configuration };
  removeVersion(state, before);
}
