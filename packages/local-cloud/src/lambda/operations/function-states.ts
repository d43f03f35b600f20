import { createHash, randomUUID } from 'node:crypto';
import type { FunctionConfiguration, LastUpdateStatusReasonCode } from '@aws-sdk/client-lambda';
import { regionalArn } from '../../account.ts';

const beingCreated = 'The function is being created.';

/**
 * A function in the response that creates it. AWS takes a moment until it is active, with another revision; here it is
 * once the response is sent.
 */
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

/** The same in a response that changes it. */
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
export function runtimeVersion(runtime: string): FunctionConfiguration['RuntimeVersionConfig'] {
  const hash = createHash('sha256').update(runtime).digest('hex');
  return { RuntimeVersionArn: regionalArn({ id: '', region: 'us-east-1' }, 'lambda', `runtime:${hash}`) };
}
