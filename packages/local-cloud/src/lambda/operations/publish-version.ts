import type { FunctionConfiguration, PublishVersionCommandInput } from '@aws-sdk/client-lambda';
import { checkRevision } from '../check-revision.ts';
import { invalidParameter } from '../errors.ts';
import { findFunction } from '../find-function.ts';
import type { FunctionRecord, FunctionVersion } from '../function-record.ts';
import type { LambdaState } from '../state.ts';
import { requireSettled } from './function-states.ts';

export function publishVersion(state: LambdaState, input: PublishVersionCommandInput): FunctionConfiguration {
  const { record } = findFunction(state, input.FunctionName);
  requireSettled(record);
  if (input.PublishTo) throw invalidParameter('PublishTo is not offered by this embedded cloud.');
  const { configuration } = record.latest;
  checkRevision(input.RevisionId, configuration.RevisionId);
  if (input.CodeSha256 && input.CodeSha256 !== configuration.CodeSha256) {
    throw invalidParameter(
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${configuration.CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  }
  return publish(record, input.Description ?? '').configuration;
}

/** Makes a version of `$LATEST`, unless nothing has changed since the newest one. */
export function publish(record: FunctionRecord, description: string): FunctionVersion {
  const newest = record.versions.get(String(record.lastVersionNumber));
  if (newest && newest.configuration.RevisionId === record.latest.configuration.RevisionId) return newest;
  record.lastVersionNumber += 1;
  const Version = String(record.lastVersionNumber);
  const { configuration, code, layers } = record.latest;
  const version: FunctionVersion = {
    code,
    layers,
    configuration: {
      ...configuration,
      Version,
      FunctionArn: `${record.arn}:${Version}`,
      Description: description || (configuration.Description ?? ''),
    },
  };
  record.versions.set(Version, version);
  return version;
}
