import type { LambdaFunctionConfiguration } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidArgument } from '../errors.ts';
import type { InvokeFunction } from '../state.ts';
import { s3Principal } from './notify-functions.ts';

/** Refuses functions that are not there, or whose resource policies do not let S3 invoke them for the bucket. */
export async function checkDestinations(
  invoke: InvokeFunction,
  bucketName: string,
  configurations: readonly LambdaFunctionConfiguration[],
): Promise<void> {
  const principal = { service: s3Principal, sourceArn: `arn:aws:s3:::${bucketName}` };
  for (const { LambdaFunctionArn: arn = '' } of configurations) {
    try {
      await invoke({ functionName: arn, invocationType: 'DryRun', payload: '{}', principal });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const isMissing = error.code === 'ResourceNotFoundException';
      throw isMissing
        ? invalid(arn, 'The destination Lambda does not exist')
        : invalid(`${arn}, null`, `Not authorized to invoke function [${arn}]`);
    }
  }
}

function invalid(name: string, value: string): ServiceError {
  return invalidArgument('Unable to validate the following destination configurations', name, value);
}
