import { describe, expect, it } from 'vitest';
import { ApiException, exceptionOf, NotFoundException, type Refusal } from './exceptions.ts';

const headers = new Headers({ 'x-amzn-requestid': 'c6af' });

describe('exceptionOf', () => {
  it('has the name, the status and the words of the response', () => {
    const data = { type: 'NotFound', message: 'No such note', 'request-id': '8a7f' };
    const exception = exceptionOf({ status: 404, data, headers });
    expect(exception).toBeInstanceOf(NotFoundException);
    expect(String(exception)).toBe('NotFoundException: No such note');
    expect(exception).toMatchObject({ status: 404, type: 'NotFound', requestId: '8a7f' });
  });

  it('reads the request id of a failure that passed through from the header', () => {
    const data = { errorType: 'NotFound', errorMessage: '[NotFound] No such note' };
    expect(exceptionOf({ status: 404, data, headers })).toMatchObject({
      message: '[NotFound] No such note',
      type: 'NotFound',
      requestId: 'c6af',
    });
  });

  it('is the base class for a status that the API does not describe', () => {
    const data = { type: 'REQUEST_TOO_LARGE', message: 'Request Too Long', 'request-id': '8a7f' };
    const exception = exceptionOf({ status: 413, data, headers } as unknown as Refusal);
    expect(exception.constructor).toBe(ApiException);
    expect(exception.status).toBe(413);
  });
});
