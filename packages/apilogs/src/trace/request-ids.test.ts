import { describe, expect, it } from 'vitest';
import { ownRequestId, relatedRequestIds } from './request-ids.ts';

const one = '11111111-1111-4111-8111-111111111111';
const two = '22222222-2222-4222-8222-222222222222';

describe('ownRequestId', () => {
  it.each([
    ['execution', `(${one}) Starting execution for request: ${two}`, one],
    ['execution', `Starting execution for request: ${two}`, undefined],
    ['access', `{"requestId":"${one}","functionRequestId":"${two}"}`, one],
    ['access', `1.2.3.4 - - [28/Nov/2026] "GET / HTTP/1.1" 200 12 ${one}`, one],
    ['access', `1.2.3.4 - - [28/Nov/2026] "GET /pets/${two} HTTP/1.1" 200 12 ${one}`, one],
    ['function', `START RequestId: ${one} Version: $LATEST`, one],
    ['function', `REPORT RequestId: ${one}\tDuration: 1 ms`, one],
    ['function', `2026-11-28T20:00:00.000Z\t${one}\tINFO\tabout ${two}`, one],
    ['function', `2026-11-28T20:00:00.000Z ${one} Task timed out after 3.00 seconds`, one],
    ['function', `RequestId: ${one} Error: Runtime exited`, one],
    ['function', `{"function_request_id":"${one}","correlation_id":"${two}"}`, one],
    ['function', `{"type":"platform.start","record":{"requestId":"${one}"}}`, one],
    ['function', `about ${two}`, undefined],
    ['function', '{broken', undefined],
  ] as const)('in the %s log, of %s', (kind, message, expected) => {
    expect(ownRequestId(kind, message)).toBe(expected);
  });
});

describe('relatedRequestIds', () => {
  it.each([
    ['execution', `(${one}) AWS Integration Endpoint RequestId : ${two}`, [two]],
    [
      'execution',
      `(${one}) Lambda execution failed with status 200 due to customer function error: x. Lambda request id: ${two}`,
      [two],
    ],
    ['execution', `(${one}) Endpoint response headers: {x-amzn-RequestId=${two}, a=b}`, [two]],
    ['execution', `(${one}) Method request body before transformations: ${two}`, []],
    ['access', `{"requestId":"${one}","functionRequestId":"${two}","path":"/${one}"}`, [one, two]],
    ['access', `"GET /pets/33333333-3333-4333-8333-333333333333 HTTP/1.1" 200 ${one} ${two}`, [one, two]],
    ['function', `2026-11-28T20:00:00.000Z\t${one}\tINFO\t[${two}] text`, [two]],
    ['function', `{"function_request_id":"${one}","correlation_id":"${two}"}`, [two]],
    ['function', `about ${two}`, []],
  ] as const)('in the %s log, of %s', (kind, message, expected) => {
    expect(relatedRequestIds(kind, message)).toEqual(expected);
  });
});
