import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../../aws/service-error.ts';
import type { S3OperationName } from '../operations.ts';
import { notImplemented } from '../s3-error.ts';
import type { BucketAddress } from './bucket-address.ts';

export interface S3Route {
  readonly operation: S3OperationName;
  /** The IAM action it needs, where that has another name than the operation. */
  readonly action?: string;
  /** What the request's body is; an XML one is named by its root element. */
  readonly body?: 'bytes' | 'text';
  readonly document?: string;
  /** The root element of the answer; without one the answer is headers and bytes. */
  readonly answer?: string;
  /** 200 unless given. */
  readonly status?: number;
}

/** Method, level and sub-resource; COPY stands for a PUT that names its source in a header. */
const routes: Readonly<Record<string, S3Route>> = {
  'GET service': { operation: 'ListBuckets', action: 'ListAllMyBuckets', answer: 'ListAllMyBucketsResult' },
  'PUT bucket': { operation: 'CreateBucket', document: 'CreateBucketConfiguration' },
  'HEAD bucket': { operation: 'HeadBucket', action: 'ListBucket' },
  'DELETE bucket': { operation: 'DeleteBucket', status: 204 },
  'GET bucket?location': { operation: 'GetBucketLocation', answer: 'LocationConstraint' },
  'POST bucket?delete': {
    operation: 'DeleteObjects',
    action: 'DeleteObject',
    document: 'Delete',
    answer: 'DeleteResult',
  },
  'PUT object': { operation: 'PutObject', body: 'bytes' },
  'GET object': { operation: 'GetObject' },
  'HEAD object': { operation: 'HeadObject', action: 'GetObject' },
  'DELETE object': { operation: 'DeleteObject', status: 204 },
};

/** The query names that choose another operation; `uploadId` before the `partNumber` that goes with it. */
const subResources = [
  'abac',
  'accelerate',
  'acl',
  'analytics',
  'attributes',
  'cors',
  'delete',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'list-type',
  'location',
  'logging',
  'metadataConfiguration',
  'metadataTable',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'renameObject',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'session',
  'tagging',
  'torrent',
  'uploadId',
  'partNumber',
  'uploads',
  'versioning',
  'versions',
  'website',
];

/** The operation a request asks for; throws what S3 answers for those that there are not, naming them. */
export function chooseRoute(
  request: {
    readonly method: string;
    readonly query: URLSearchParams;
    readonly headers: IncomingHttpHeaders;
  },
  { bucket, key }: BucketAddress,
): S3Route {
  const level = bucket === undefined ? 'service' : key === undefined ? 'bucket' : 'object';
  const isCopy = request.method === 'PUT' && request.headers['x-amz-copy-source'] !== undefined;
  const method = isCopy ? 'COPY' : request.method;
  const subResource = subResources.find((name) => request.query.has(name));
  const name = subResource === undefined ? `${method} ${level}` : `${method} ${level}?${subResource}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (route) return route;
  if (subResource !== undefined) throw notImplemented(`${request.method} ?${subResource} of a ${level}`);
  throw new ServiceError(
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    405,
    { Method: request.method, ResourceType: level.toUpperCase() },
  );
}
