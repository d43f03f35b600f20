import { describe, expect, it } from 'vitest';
import {
  ApiException,
  BadGatewayException,
  BadRequestException,
  ForbiddenException,
  GatewayTimeoutException,
  InternalServerErrorException,
  NotFoundException,
  ServiceUnavailableException,
  TooManyRequestsException,
  UnauthorizedException,
} from '../src/client/exceptions.ts';
import { api, client, refusalOf } from './deployed-client.ts';

const uuid = expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
const contracts = ['prefix', 'prefixRaw', 'lambda'] as const;
const paths = ['/prefix', '/prefix/raw', '/lambda'];

describe.each([
  ['400', 'BadRequest', BadRequestException, 'The request is malformed'],
  ['401', 'Unauthorized', UnauthorizedException, 'Sign in first'],
  ['403', 'Forbidden', ForbiddenException, 'You are not allowed to do this'],
  ['404', 'NotFound', NotFoundException, 'Nothing has this name'],
  ['429', 'TooManyRequests', TooManyRequestsException, 'Send fewer requests'],
  ['500', 'InternalServerError', InternalServerErrorException, 'The function failed'],
  ['502', 'BadGateway', BadGatewayException, 'The upstream service sent an invalid response'],
  ['503', 'ServiceUnavailable', ServiceUnavailableException, 'The upstream service is busy'],
  ['504', 'GatewayTimeout', GatewayTimeoutException, 'The upstream service took too long'],
])('the status %s', (status, type, exception, message) => {
  it.each([
    ['prefix', message],
    ['prefixRaw', `[${type}] ${message}`],
    ['lambda', message],
  ] as const)('is an exception of its own from %s', async (contract, shown) => {
    const refusal = await refusalOf(client[contract]({ status }));
    expect(refusal).toBeInstanceOf(ApiException);
    expect(refusal.constructor).toBe(exception);
    expect(refusal).toMatchObject({ status: Number(status), type, message: shown, requestId: uuid });
  });

  it.each(['', '1', '10'])('is known from an object that is indented by "%s"', async (indent) => {
    const refusal = await refusalOf(client.lambda({ status, indent }));
    expect(refusal).toMatchObject({ status: Number(status), type, message });
  });
});

describe('a request', () => {
  it.each(contracts)('that succeeds gets an empty object from %s', async (contract) => {
    expect(await client[contract]({ status: '200' })).toEqual({});
  });

  it.each(paths)('without a status is refused by the gateway before %s is called', async (path) => {
    const response = await fetch(`${api}${path}?message=x`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      type: 'BAD_REQUEST_PARAMETERS',
      message: 'Missing required request parameters: [status]',
      'request-id': response.headers.get('x-amzn-requestid'),
    });
  });

  it.each(contracts)('with an unknown status is refused by the contract of %s', async (contract) => {
    const refusal = await refusalOf(client[contract]({ status: `4'0"4` }));
    expect(refusal).toBeInstanceOf(BadRequestException);
    expect(refusal.type).toBe('BadRequest');
    expect(refusal.message).toMatch(
      /Expected one of 200, 400, .* for query parameter status, received "4'0\\"4"$/,
    );
  });

  it('for a path that is not there is refused in the same shape', async () => {
    const response = await fetch(`${api}/nowhere`);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ type: 'MISSING_AUTHENTICATION_TOKEN', 'request-id': uuid });
  });
});
