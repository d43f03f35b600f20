import type { AwsRequest, AwsResponse } from '../../aws/service.ts';
import type { ServiceError } from '../../aws/service-error.ts';
import { xmlDocument } from '../../aws/xml.ts';
import { bodyToSend, type StoredBody } from '../body/stored-body.ts';
import { headerMembers, headersBesideXml, metadataPrefix } from './header-members.ts';
import { writeMetadata } from './metadata-text.ts';
import type { S3Route } from './s3-routes.ts';
import { xmlTree } from './s3-xml.ts';

type Call = Pick<AwsRequest, 'method' | 'requestId'>;

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** An operation's output as S3 puts it on the wire: headers with the object's bytes, or an XML document. */
export function writeResponse(call: Call, route: S3Route, output: Record<string, unknown>): AwsResponse {
  const ids = requestIds(call.requestId);
  if (route.responseRoot === undefined) {
    const { Body, Policy } = output;
    const body = Body === undefined ? (Policy as string | undefined) : bodyToSend(Body as StoredBody);
    const status = output.ContentRange === undefined ? (route.status ?? 200) : 206;
    const type = Policy === undefined ? {} : { 'content-type': 'application/json' };
    return {
      status,
      headers: { ...ids, ...type, ...headersOf(output) },
      ...(body !== undefined && { body }),
    };
  }
  const isHeader = ([member]: [string, unknown]) =>
    [...headersBesideXml, ...(route.headers ?? [])].includes(member);
  const members = Object.entries(output);
  const headers = headersOf(Object.fromEntries(members.filter(isHeader)));
  const content = Object.fromEntries(members.filter((member) => !isHeader(member)));
  return {
    status: 200,
    headers: { ...ids, ...headers, 'content-type': 'application/xml' },
    body: document(route.responseRoot, content),
  };
}

/** Browsers read nothing but the headers of it. */
export function preflightResponse(call: Call, headers: Record<string, string>): AwsResponse {
  return { status: 200, headers: { ...requestIds(call.requestId), ...headers } };
}

const headersOfErrors = new Set(['Allow', 'BucketRegion', 'DeleteMarker', 'LastModified']);

/** A refusal as S3 writes it. Responses to HEAD and `304 Not Modified` have no body. */
export function writeError(call: Call, error: ServiceError): AwsResponse {
  const members = Object.entries(error.fields);
  const isMarker = error.fields.DeleteMarker === true;
  const inHeaders = ([member]: [string, unknown]) =>
    headersOfErrors.has(member) || member === (isMarker ? 'VersionId' : error.statusCode === 304 && 'ETag');
  const headers = {
    ...requestIds(call.requestId),
    ...headersOf(Object.fromEntries(members.filter(inHeaders))),
  };
  if (call.method === 'HEAD' || error.statusCode === 304) return { status: error.statusCode, headers };
  const content = {
    Code: error.code,
    Message: error.message,
    ...Object.fromEntries(members.filter((member) => !inHeaders(member))),
    RequestId: call.requestId,
    HostId: headers['x-amz-id-2'],
  };
  return {
    status: error.statusCode,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: xmlText('Error', content, ''),
  };
}

function requestIds(requestId: string): Record<string, string> {
  return {
    'x-amz-request-id': requestId,
    'x-amz-id-2': Buffer.from(requestId).toString('base64'),
  };
}

function headersOf(output: Record<string, unknown>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [member, value] of Object.entries(output)) {
    const header = headerMembers[member];
    if (header === undefined || value === undefined) continue;
    headers[header] = value instanceof Date ? value.toUTCString() : String(value);
  }
  for (const [name, value] of Object.entries(output.Metadata ?? {})) {
    headers[metadataPrefix + name] = writeMetadata(value);
  }
  return headers;
}

/** An output whose only member has the root's name is that element itself. */
function document(root: string, output: Record<string, unknown>): string {
  const isElement = Object.keys(output).join() === root;
  const content = isElement ? output[root] : output;
  const tree = xmlTree(content, isElement ? root : '');
  const element = typeof tree === 'object' && tree !== null ? tree : { '#text': tree };
  return xmlText(root, element, namespace).replace(emptyRoot, '/>');
}

/** A root without content, such as the LocationConstraint of us-east-1: AWS writes no pair of tags. */
const emptyRoot = /(?<=\?>\n<[^<>]*)><\/\w+>$/;

/** A carriage return that is not written as a reference reads as a line feed. */
function xmlText(root: string, content: object, xmlNamespace: string): string {
  return xmlDocument(root, content, xmlNamespace, 'flattened').replaceAll('\r', '&#xD;');
}
