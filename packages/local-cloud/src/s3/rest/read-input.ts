import type { IncomingHttpHeaders } from 'node:http';
import { type LongWork, TooMuchWork } from '../../long-work/long-work.ts';
import type { CheckedBody } from '../body/receive-checked-body.ts';
import { invalidArgument, malformedXml } from '../errors.ts';
import { headerMembers, metadataPrefix } from './header-members.ts';
import { readMetadata } from './metadata-text.ts';
import type { S3Target } from './request-target.ts';
import type { S3Route } from './s3-routes.ts';
import { readXml, readXmlTask, type XmlText } from './s3-xml.ts';

const numbers = new Set(['MaxBuckets', 'MaxKeys', 'MaxParts', 'MaxUploads', 'MpuObjectSize', 'PartNumber']);
const booleans = new Set([
  'BucketKeyEnabled',
  'FetchOwner',
  'ObjectLockEnabledForBucket',
  'SkipDestinationValidation',
]);
const dates = /^(CopySource)?If(Unm|M)odifiedSince$|^ResponseExpires$/;

/** An operation's input, put together from the request's target, query, headers and body. */
export async function readInput(
  route: S3Route,
  target: S3Target,
  query: URLSearchParams,
  { headers, body }: CheckedBody,
  longWork: LongWork | undefined,
): Promise<Record<string, unknown>> {
  return {
    ...queryMembers(query),
    ...membersOfHeaders(headers),
    ...(await bodyMembers(route, body, longWork)),
    // Access was checked for these: no other spelling in the query and no header may name another object.
    Bucket: target.bucket,
    Key: target.key,
    VersionId: query.get('versionId') ?? undefined,
  };
}

/** `max-keys` is MaxKeys and `versionId` is VersionId; operations ignore names that they do not know. */
function queryMembers(query: URLSearchParams): Record<string, unknown> {
  const members = [...query].map(([name, value]) => {
    const member = name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return [member, memberValue(member, value, name)];
  });
  return Object.fromEntries(members);
}

function membersOfHeaders(headers: IncomingHttpHeaders): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const [member, header] of Object.entries(headerMembers)) {
    const value = headers[header];
    if (value !== undefined) members[member] = memberValue(member, String(value), header);
  }
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith(metadataPrefix));
  members.Metadata = Object.fromEntries(
    metadata.map(([name, value]) => [name.slice(metadataPrefix.length), readMetadata(String(value))]),
  );
  return members;
}

async function bodyMembers(
  { body: kind, document }: S3Route,
  body: Buffer,
  longWork: LongWork | undefined,
): Promise<Record<string, unknown>> {
  if (kind === 'bytes') return { Body: body };
  if (kind === 'text') return { Policy: body.toString('utf8') };
  if (document === undefined || (body.length === 0 && mayBeEmpty.has(document))) return {};
  const member = document === 'CompleteMultipartUpload' ? 'MultipartUpload' : document;
  const xml = { text: body.toString('utf8'), root: document };
  return { [member]: await documentMembers(xml, longWork) };
}

const mayBeEmpty = new Set(['CompleteMultipartUpload', 'CreateBucketConfiguration']);

/** What XML of this length may at worst take: about 50 ms. */
const longLength = 128 * 1024;

async function documentMembers(xml: XmlText, longWork: LongWork | undefined): Promise<unknown> {
  if (xml.text.length <= longLength || !longWork) return readXml(xml);
  try {
    return await longWork.run(readXmlTask, xml);
  } catch (error) {
    throw error instanceof TooMuchWork ? malformedXml() : error;
  }
}

function memberValue(member: string, value: string, name: string): unknown {
  if (booleans.has(member)) return value === 'true';
  if (dates.test(member)) {
    // HTTP ignores a condition whose date is invalid.
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? undefined : date;
  }
  if (!numbers.has(member)) return value;
  if (value === '') return undefined;
  if (/^\d{1,10}$/.test(value) && Number(value) <= 2_147_483_647) return Number(value);
  if (member === 'PartNumber') {
    throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', name, value);
  }
  throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, value);
}
