import { createHash, randomUUID } from 'node:crypto';
import type { FunctionConfiguration, LastUpdateStatusReasonCode } from '@aws-sdk/client-lambda';
import { type Account, regionalArn } from '../../account.ts';
import type { CallContext } from '../../aws/service.ts';
import { conflict } from '../errors.ts';
import type { FunctionRecord } from '../function-record.ts';
import type { LambdaState } from '../state.ts';

const beingCreated = 'The function is being created.';

/**
 * Returns how `$LATEST` is shown until it is ready, which takes a moment, and then has another revision. Callers in
 * this process, CloudFormation among them, would wait for that, so for them it is ready at once.
 */
export function settle(
  state: LambdaState,
  record: FunctionRecord,
  unsettled: FunctionConfiguration,
  context: CallContext | undefined,
): FunctionConfiguration {
  if (context) {
    record.unsettled = unsettled;
    state.settle(() => {
      if (record.unsettled === unsettled) record.unsettled = undefined;
    });
  }
  return unsettled;
}

/** Throws AWS's error for a function that can neither be changed nor published at this time. */
export function requireSettled({ arn, unsettled }: FunctionRecord): void {
  if (!unsettled) return;
  requireCreated(unsettled);
  throw conflict(`${notNow} An update is in progress for resource: ${arn}`);
}

/** Throws AWS's error for a function that cannot be invoked at this time. */
export function requireCreated(unsettled: FunctionConfiguration | undefined): void {
  if (unsettled?.State !== 'Pending') return;
  throw conflict(`${notNow} The function is currently in the following state: Pending`);
}

const notNow = 'The operation cannot be performed at this time.';

/** A function while it is being created. */
export function pending(configuration: FunctionConfiguration): FunctionConfiguration {
  const { LastUpdateStatus: _none, ...rest } = configuration;
  return {
    ...rest,
    State: 'Pending',
    StateReason: beingCreated,
    StateReasonCode: 'Creating',
    RevisionId: randomUUID(),
  };
}

/** A function while it is being changed. */
export function updating(configuration: FunctionConfiguration): FunctionConfiguration {
  return {
    ...configuration,
    LastUpdateStatus: 'InProgress',
    LastUpdateStatusReason: beingCreated,
    // As recorded on AWS; the SDK's type lacks it.
    LastUpdateStatusReasonCode: 'Creating' as LastUpdateStatusReasonCode,
    RevisionId: randomUUID(),
  };
}

/** Lists leave the states out. */
export function withoutStates(configuration: FunctionConfiguration): FunctionConfiguration {
  const { State: _state, LastUpdateStatus: _status, RuntimeVersionConfig: _runtime, ...rest } = configuration;
  return rest;
}

/** Each patch of a runtime has an ARN on AWS; here a runtime has one. */
export function runtimeVersion(
  { region }: Account,
  runtime: string,
): FunctionConfiguration['RuntimeVersionConfig'] {
  const hash = createHash('sha256').update(runtime).digest('hex');
  return { RuntimeVersionArn: regionalArn({ id: '', region }, 'lambda', `runtime:${hash}`) };
}
