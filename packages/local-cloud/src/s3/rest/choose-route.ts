import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../../aws/service-error.ts';
import { notImplemented } from '../errors.ts';
import type { S3Target } from './request-target.ts';
import { routes, type S3Route } from './s3-routes.ts';

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

/** The operation that a request asks for; throws `NotImplemented` or `MethodNotAllowed` where there is no such operation. */
export function chooseRoute(
  request: {
    readonly method: string;
    readonly query: URLSearchParams;
    readonly headers: IncomingHttpHeaders;
  },
  { bucket, key }: S3Target,
): S3Route {
  const level = bucket === undefined ? 'service' : key === undefined ? 'bucket' : 'object';
  const isCopy = request.method === 'PUT' && request.headers['x-amz-copy-source'] !== undefined;
  const method = isCopy ? 'COPY' : request.method;
  const subResource = subResources.find((name) => request.query.has(name));
  const name = subResource === undefined ? `${method} ${level}` : `${method} ${level}?${subResource}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (route) return route;
  if (subResource !== undefined)
    throw notImplemented(`${request.method} ?${subResource} of ${level === 'object' ? 'an' : 'a'} ${level}`);
  throw new ServiceError(
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    405,
    { Method: request.method, ResourceType: level.toUpperCase() },
  );
}
