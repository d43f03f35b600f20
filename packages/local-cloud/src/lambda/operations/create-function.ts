import { randomUUID } from 'node:crypto';
import type { Architecture, CreateFunctionCommandInput, FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { CallContext } from '../../aws/service.ts';
import { conflict, invalidValue } from '../errors.ts';
import { functionArn, newFunctionName } from '../function-name.ts';
import type { FunctionRecord, VersionConfiguration } from '../function-record.ts';
import { codeWithLayers } from '../settings/function-layers.ts';
import { functionSettings } from '../settings/function-settings.ts';
import { readPackage } from '../settings/read-package.ts';
import type { LambdaState } from '../state.ts';
import { pending, runtimeVersion, settle } from './function-states.ts';
import { checkedTags } from './function-tags.ts';
import { publish } from './publish-version.ts';

export async function createFunction(
  state: LambdaState,
  input: CreateFunctionCommandInput,
  context?: CallContext,
): Promise<FunctionConfiguration> {
  const name = newFunctionName(state.account, input.FunctionName);
  refuseExisting(state, name);
  const settings = functionSettings(state, name, input, undefined);
  const { code, layers } = await codeWithLayers(
    state,
    () => readPackage(state, input.Code),
    input.Layers ?? [],
    context?.caller,
  );
  refuseExisting(state, name);
  const arn = functionArn(state.account, name);
  const configuration: VersionConfiguration = {
    FunctionName: name,
    FunctionArn: arn,
    ...settings,
    ...(layers.shown.length > 0 && { Layers: layers.shown }),
    CodeSize: code.size,
    CodeSha256: code.sha256,
    LastModified: lastModified(),
    Version: '$LATEST',
    RevisionId: randomUUID(),
    PackageType: 'Zip',
    Architectures: checkedArchitectures(input.Architectures) ?? ['x86_64'],
    State: 'Active',
    LastUpdateStatus: 'Successful',
    RuntimeVersionConfig: runtimeVersion(state.account, settings.Runtime),
  };
  const record: FunctionRecord = {
    name,
    arn,
    latest: { configuration, code, layers: layers.code },
    versions: new Map(),
    lastVersionNumber: 0,
    aliases: new Map(),
    policies: new Map(),
    eventInvokeConfigs: new Map(),
    reservedConcurrency: undefined,
    tags: checkedTags({ ...input.Tags }),
    running: 0,
  };
  state.functions.set(name, record);
  const unsettled = settle(state, record, pending(configuration), context);
  if (!input.Publish) return unsettled;
  // AWS shows the version's number, and the ARN of the function.
  return { ...pending(publish(record, '').configuration), FunctionArn: arn };
}

/** A function runs on one. */
export function checkedArchitectures(given: Architecture[] | undefined): Architecture[] | undefined {
  if (given === undefined || (given.length === 1 && architectures.includes(String(given[0])))) return given;
  const constraint =
    given.length > 1
      ? 'Member must have length less than or equal to 1'
      : `Member must satisfy constraint: [Member must satisfy enum value set: [${architectures.join(', ')}], Member must not be null]`;
  throw invalidValue(`[${given.join(', ')}]`, 'architectures', constraint);
}

const architectures = ['x86_64', 'arm64'];

/** In the form AWS gives it: `2026-01-31T12:00:00.000+0000`. */
export function lastModified(): string {
  return new Date().toISOString().replace('Z', '+0000');
}

function refuseExisting(state: LambdaState, name: string): void {
  if (state.functions.has(name)) throw conflict(`Function already exist: ${name}`);
}
