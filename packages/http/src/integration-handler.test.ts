import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { context } from '../test/proxy-event.ts';
import { errorObject, HttpError, integrationHandler, prefixedError, redirectError } from './index.ts';

let log: MockInstance<typeof console.error>;
beforeEach(() => {
  log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => log.mockRestore());

describe('integrationHandler', () => {
  const throwing = (thrown: unknown, contract = prefixedError as typeof errorObject) =>
    integrationHandler(contract, async () => {
      throw thrown;
    });

  it('passes on the input and the context, and returns the output', async () => {
    const handler = integrationHandler(prefixedError, async (input: string, { awsRequestId }) => [
      input,
      awsRequestId,
    ]);
    expect(await handler('in', context)).toEqual(['in', context.awsRequestId]);
    expect(handler.length).toBeLessThanOrEqual(2);
  });

  it('writes an HttpError as the contract has it', async () => {
    const refusal = new HttpError(404, 'No note');
    await expect(throwing(refusal)({}, context)).rejects.toThrow(/^\[NotFound\] No note$/);
    await expect(throwing(refusal, errorObject)({}, context)).rejects.toThrow(
      `{"errorType":"NotFound","httpStatus":404,"requestId":"${context.awsRequestId}","message":"No note"}`,
    );
    expect(log).not.toHaveBeenCalled();
  });

  it('leaves an error that is already in the gateway’s words', async () => {
    const found = redirectError(302, '/a');
    await expect(throwing(found)({}, context)).rejects.toBe(found);
  });

  it('logs a bug and throws an opaque 500, so that it matches a pattern', async () => {
    await expect(throwing(new TypeError('secret'))({}, context)).rejects.toThrow(
      /^\[InternalServerError\] Internal server error$/,
    );
    expect(log.mock.calls).toEqual([
      [expect.objectContaining({ requestId: context.awsRequestId, message: 'secret' })],
    ]);
  });
});
