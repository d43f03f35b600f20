import { respondToErrors } from '../../aws/respond-to-errors.ts';
import type { AwsRequest, AwsResponse, Operation, RequestHead, Service } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { callerIn } from '../../aws/sigv4/authenticate.ts';
import type { Signer } from '../../aws/sigv4/verify-signature.ts';
import type { LongWork } from '../../long-work/long-work.ts';
import { authorize } from '../access/authorize.ts';
import { checkPresigned } from '../access/check-presigned.ts';
import { corsHeaders, preflightHeaders } from '../access/cors.ts';
import { isPresignedV2, signerOfV2 } from '../access/presigned-v2.ts';
import { headersOfPresigned, refuseUnsignedHeaders } from '../access/signed-headers.ts';
import { checkChecksums, receiveCheckedBody } from '../body/receive-checked-body.ts';
import { requireRegion } from '../buckets/require-region.ts';
import { accessDenied, invalidArgument, notImplemented } from '../errors.ts';
import { parseCopySource } from '../objects/copy-source.ts';
import type { S3Operations } from '../operations.ts';
import type { Bucket, S3State } from '../state.ts';
import { chooseRoute } from './choose-route.ts';
import { refusedHeader } from './header-members.ts';
import { readInput } from './read-input.ts';
import { type S3Target, s3Target } from './request-target.ts';
import type { S3Route } from './s3-routes.ts';
import { preflightResponse, writeError, writeResponse } from './write-response.ts';

const maxBodyBytes = 256 * 1024 * 1024;
/** XML, and policies. */
const maxDocumentBytes = 2 * 1024 * 1024;

/** S3's own protocol, REST with XML, around its operations. */
export function restService(
  state: S3State,
  operations: S3Operations,
  signerOf: (accessKeyId: string) => Signer | undefined,
  longWork: LongWork | undefined,
): Service {
  /** Where a URL presigned with version 2, which names no region, is for. */
  const regionOf = ({ bucket = '' }: S3Target) => (state.buckets.get(bucket) ?? state.account).region;

  async function call(sent: AwsRequest): Promise<AwsResponse> {
    const target = s3Target(sent.headers.host, sent.path);
    const bucket = state.buckets.get(target.bucket ?? '');
    if (sent.method === 'OPTIONS') return preflightResponse(sent, preflightHeaders(bucket, sent));
    const request = signedRequest(sent, signerOf, regionOf(target));
    const route = chooseRoute(request, target);
    requireRegion(state, request, route, target.bucket);
    checkHeaders(state, request);
    authorizeCall(state, request, route, target);
    const received = await receiveCheckedBody(request.headers, request.body);
    // There the header is the checksum of the object that the parts make.
    if (route.operation !== 'CompleteMultipartUpload') await checkChecksums(received);
    const input = await readInput(route, target, request.query, received, longWork);
    const operation: Operation = operations[route.operation];
    const output = await operation(input as never, request);
    const response = writeResponse(request, route, { ...output });
    const shown = bucket && route.action === 'ListBucket' ? bucketHeaders(bucket) : {};
    return { ...response, headers: { ...response.headers, ...shown, ...corsHeaders(bucket, request) } };
  }

  /** Refuses what the sender may not do before it has sent a body. */
  function bodyLimit(sent: RequestHead): number {
    if (sent.method === 'OPTIONS') return 0;
    const target = s3Target(sent.headers.host, sent.path);
    const request = signedRequest(sent, signerOf, regionOf(target));
    const route = chooseRoute(request, target);
    requireRegion(state, request, route, target.bucket);
    checkHeaders(state, request);
    authorizeCall(state, request, route, target);
    return route.body === 'bytes' ? maxBodyBytes : maxDocumentBytes;
  }

  return {
    signingName: 's3',
    maxBodyBytes,
    bodyLimit,
    tooLarge: ({ message }) => new ServiceError('EntityTooLarge', message),
    acceptsUnsigned: true,
    checksAccess: true,
    handle: (request) => respondToErrors(request, call, writeError),
    refuse: writeError,
  };
}

/** Of the lists of a bucket, and of HeadBucket, which has the type of a body that is not there. */
function bucketHeaders({ region }: Bucket): Record<string, string> {
  return { 'x-amz-bucket-region': region, 'content-type': 'application/xml' };
}

/** The request as its signature covers it, with the headers that stand in a presigned URL. */
function signedRequest<Request extends RequestHead>(
  request: Request,
  signerOf: (accessKeyId: string) => Signer | undefined,
  region: string,
): Request {
  refuseUnsignedHeaders(request);
  checkPresigned(request.query);
  if (isPresignedV2(request)) {
    if (request.caller) throw twoSignatures(request);
    const caller = callerIn({ signingName: 's3' }, region, signerOfV2(request, signerOf));
    return { ...request, caller, headers: headersOfPresigned(request) };
  }
  const isPresigned = request.query.has('X-Amz-Signature');
  return isPresigned ? { ...request, headers: headersOfPresigned(request) } : request;
}

function twoSignatures({ headers }: RequestHead): ServiceError {
  return invalidArgument(
    'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
    'Authorization',
    headers.authorization ?? '',
  );
}

function authorizeCall(
  state: S3State,
  { caller, headers, query }: RequestHead,
  route: S3Route,
  target: S3Target,
): void {
  // Each of the keys in its body needs the action.
  if (route.operation === 'DeleteObjects') return;
  const byVersion = query.has('versionId') ? route.versionAction : undefined;
  authorize(state, caller, `s3:${byVersion ?? route.action ?? route.operation}`, target);
  const source = headers['x-amz-copy-source'];
  if (source === undefined) return;
  const { Bucket, Key } = parseCopySource(String(source));
  authorize(state, caller, 's3:GetObject', { bucket: Bucket, key: Key });
}

function checkHeaders(state: S3State, { headers }: RequestHead): void {
  const refused = refusedHeader(Object.keys(headers));
  if (refused !== undefined) throw notImplemented(`what the header ${refused} asks for`);
  for (const header of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
    const owner = String(headers[header] ?? state.account.id);
    if (!/^\d{12}$/.test(owner)) throw invalidOwner(owner);
    if (owner !== state.account.id) throw accessDenied();
  }
  const bypass = headers['x-amz-bypass-governance-retention'];
  if (bypass === undefined) return;
  throw new ServiceError(
    'InvalidArgument',
    'x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.',
    400,
    { ArgumentName: 'x-amz-bypass-governance-retention' },
  );
}

function invalidOwner(owner: string): ServiceError {
  const message = `The value of the expected bucket owner parameter must be an AWS Account ID... [${owner}]`;
  return new ServiceError('InvalidBucketOwnerAWSAccountID', message);
}
