import { randomUUID } from 'node:crypto';
import type {
  FunctionConfiguration,
  UpdateFunctionCodeCommandInput,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import type { CallContext } from '../../aws/service.ts';
import { checkRevision } from '../check-revision.ts';
import { invalidParameter } from '../errors.ts';
import { findFunction } from '../find-function.ts';
import type { FunctionRecord, FunctionVersion } from '../function-record.ts';
import { removeVersion } from '../remove-version.ts';
import { checkWholeSize, functionLayers } from '../settings/function-layers.ts';
import { functionSettings } from '../settings/function-settings.ts';
import { readPackage } from '../settings/read-package.ts';
import { notOfferedSettings } from '../settings/settings-advice.ts';
import type { LambdaState } from '../state.ts';
import { checkedArchitectures, lastModified } from './create-function.ts';
import { requireSettled, runtimeVersion, settle, updating } from './function-states.ts';
import { publish } from './publish-version.ts';

export async function updateFunctionCode(
  state: LambdaState,
  input: UpdateFunctionCodeCommandInput,
  context?: CallContext,
): Promise<FunctionConfiguration> {
  const { record } = findFunction(state, input.FunctionName);
  requireSettled(record);
  checkRevision(input.RevisionId, record.latest.configuration.RevisionId);
  const [notOffered] = notOfferedSettings({ PublishTo: input.PublishTo });
  if (notOffered) throw invalidParameter(`${notOffered}.`);
  const code = await readPackage(state, input);
  requireSettled(record);
  checkWholeSize(code, record.latest.layers);
  const changed: FunctionVersion = {
    ...record.latest,
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
  const unsettled = settle(state, record, updating(record.latest.configuration), context);
  return input.Publish ? updating(publish(record, '').configuration) : unsettled;
}

export async function updateFunctionConfiguration(
  state: LambdaState,
  input: UpdateFunctionConfigurationCommandInput,
  context?: CallContext,
): Promise<FunctionConfiguration> {
  const given = input.Layers && (await functionLayers(state, input.Layers, context?.caller));
  const { record } = findFunction(state, input.FunctionName);
  requireSettled(record);
  const { configuration: before, code } = record.latest;
  checkRevision(input.RevisionId, before.RevisionId);
  const settings = functionSettings(state, record.name, input, before);
  if (given) checkWholeSize(code, given.code);
  const { Layers: formerly, ...configuration } = before;
  const Layers = given ? given.shown : (formerly ?? []);
  const RuntimeVersionConfig = runtimeVersion(state.account, settings.Runtime);
  replaceLatest(state, record, {
    code,
    layers: given ? given.code : record.latest.layers,
    configuration: {
      ...configuration,
      ...settings,
      ...(Layers.length > 0 && { Layers }),
      RuntimeVersionConfig,
    },
  });
  return settle(state, record, updating(record.latest.configuration), context);
}

/** Running invocations end in the old environments; the next invocation uses the new code. */
function replaceLatest(state: LambdaState, record: FunctionRecord, version: FunctionVersion): void {
  const before = record.latest;
  const configuration = { ...version.configuration, LastModified: lastModified(), RevisionId: randomUUID() };
  record.latest = { ...version, configuration };
  removeVersion(state, before);
}
