import * as sdk from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { inputSchema } from '../../testing/input-members.ts';
import { sendSigned } from '../../testing/signed-request.ts';
import { s3Operations } from '../operations.ts';
import { headerMembers, refusedHeader } from './header-members.ts';

const cloud = withCloud();

/** Read by the service before an operation gets its input. */
const ofTheService = [
  'content-md5',
  'x-amz-bypass-governance-retention',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-source-expected-bucket-owner',
];
/** What changes nothing: the owner pays, nothing is archived, and the account's root keeps its access. */
const nothing = [
  'x-amz-confirm-remove-self-bucket-access',
  'x-amz-optional-object-attributes',
  'x-amz-request-payer',
];

/** The headers in which the SDK sends members of an operation's input. */
function headersOf(operation: string): string[] {
  const members = [...inputSchema(sdk, operation).structIterator()];
  return members.flatMap(
    ([, member]) => String(member.getMergedTraits().httpHeader ?? '').toLowerCase() || [],
  );
}

const headers = [...new Set(Object.keys(s3Operations).flatMap(headersOf))];

describe('the headers of the SDK', () => {
  it('are read, refused by name, or mean nothing here', () => {
    const known = new Set([...Object.values(headerMembers), ...ofTheService, ...nothing]);
    expect(headers.length).toBeGreaterThan(60);
    expect(headers.filter((name) => !known.has(name) && !refusedHeader([name]))).toEqual([]);
  });

  it.each(headers.filter((name) => refusedHeader([name])))('%s is refused', async (name) => {
    const request = {
      service: 's3',
      method: 'PUT',
      path: '/bucket/key',
      headers: { [name]: 'a' },
      body: 'x',
    };
    const { status, text } = await sendSigned(cloud.url(), request);
    expect([status, text]).toEqual([501, expect.stringContaining(`what the header ${name} asks for`)]);
  });
});
