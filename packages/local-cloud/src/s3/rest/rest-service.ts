import { answerErrors } from '../../aws/answer-errors.ts';
import type { AwsRequest, AwsResponse, Operation, Service } from '../../aws/service.ts';
import { authorize } from '../access/authorize.ts';
import { checkPresignedExpiry } from '../access/presigned-expiry.ts';
import { checkChecksums, receiveBody } from '../body/receive-body.ts';
import type { S3Operations } from '../operations.ts';
import { accessDenied, notImplemented } from '../s3-error.ts';
import type { S3State } from '../s3-state.ts';
import { bucketAddress } from './bucket-address.ts';
import { refusedHeader } from './header-members.ts';
import { readInput } from './read-input.ts';
import { chooseRoute } from './routes.ts';
import { writeAnswer, writeError } from './write-answer.ts';

const maxBodyBytes = 256 * 1024 * 1024;

/** S3's own protocol, REST with XML, around its operations. */
export function restService(state: S3State, operations: S3Operations): Service {
  async function call(request: AwsRequest): Promise<AwsResponse> {
    const address = bucketAddress(request.headers.host, request.path);
    const route = chooseRoute(request, address);
    checkPresignedExpiry(request.query);
    checkHeaders(state, request);
    authorize(state, request.caller, `s3:${route.action ?? route.operation}`, address);
    const received = await receiveBody(request.headers, request.body);
    await checkChecksums(received);
    const input = readInput(route, address, request.query, received);
    const operation: Operation = operations[route.operation];
    const output = await operation(input as never, request);
    return writeAnswer(request, route, { ...output });
  }

  return {
    signingName: 's3',
    maxBodyBytes,
    handle: (request) =>
      answerErrors(
        request,
        () => call(request),
        (error) => writeError(request, error),
      ),
    refuse: writeError,
  };
}

function checkHeaders(state: S3State, { headers }: AwsRequest): void {
  const refused = refusedHeader(Object.keys(headers));
  if (refused !== undefined) throw notImplemented(`what the header ${refused} asks for`);
  const owner = headers['x-amz-expected-bucket-owner'] ?? state.account.id;
  if (owner !== state.account.id) throw accessDenied();
}
