import * as sdk from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { inputSchema } from '../../testing/input-members.ts';
import { sendSigned } from '../../testing/signed-request.ts';
import { s3Operations } from '../operations.ts';
import { refusedHeader } from './header-members.ts';

const cloud = withCloud();

/** The headers in which the SDK sends members of an operation's input. */
function headersOf(operation: string): string[] {
  const members = [...inputSchema(sdk, operation).structIterator()];
  return members.flatMap(
    ([, member]) => String(member.getMergedTraits().httpHeader ?? '').toLowerCase() || [],
  );
}

const headers = [...new Set(Object.keys(s3Operations).flatMap(headersOf))];

describe('what the SDK sends in headers', () => {
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
