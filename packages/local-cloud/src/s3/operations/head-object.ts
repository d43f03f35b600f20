import type { HeadObjectCommandInput, HeadObjectOutput } from '@aws-sdk/client-s3';
import type { CallContext } from '../../aws/service.ts';
import type { S3State } from '../state.ts';
import { describedObject } from './get-object.ts';

export function headObject(
  state: S3State,
  input: HeadObjectCommandInput,
  context: Pick<CallContext, 'caller'>,
): HeadObjectOutput {
  const { Body: _body, ...described } = describedObject(state, input, context);
  return described as HeadObjectOutput;
}
