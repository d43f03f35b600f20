import { describe, expect, inject, it } from 'vitest';
import { leastPrivilege } from '../../../scripts/testing/least-privilege.ts';
import { InternalServerErrorException } from '../src/client/exceptions.ts';
import { api, client, refusalOf } from './deployed-client.ts';

const contracts = ['prefix', 'prefixRaw', 'lambda'] as const;

describe('the trap', () => {
  it('lets a bug out as a success, with the message and the stack of the function', async () => {
    const response = await fetch(`${api}/trap?status=bug&message=a%0Ab`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'Cannot audit a\nb',
      trace: expect.arrayContaining([expect.stringMatching(/^ {4}at .*audited/)]),
    });
  });

  it('lets a crash out as a success', async () => {
    const response = await fetch(`${api}/trap?status=crash`);
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty('errorMessage');
  });
});

describe.each(contracts)('%s is closed', (contract) => {
  it.each([
    ['a bug', { status: 'bug', message: 'the secret' }],
    ['a bug whose message has lines', { status: 'bug', message: '\n\r\u2028the\u0085secret\n' }],
    ['a bug that quotes the prefix of another', { status: 'bug', message: '[NotFound] the secret' }],
    ['a bug that quotes the object of another', { status: 'bug', message: '{"errorType":"NotFound"}' }],
    ['a crash', { status: 'crash' }],
  ])('to %s: an opaque 500', async (_, params) => {
    const refusal = await refusalOf(client[contract](params));
    expect(refusal).toBeInstanceOf(InternalServerErrorException);
    expect(refusal).toMatchObject({ type: 'InternalServerError', message: 'Internal server error' });
    expect(refusal.requestId).toBeTruthy();
  });
});

it('the roles of the functions allow nothing beyond the log', async () => {
  expect(await leastPrivilege(inject('sample')).grants()).toEqual([]);
});
