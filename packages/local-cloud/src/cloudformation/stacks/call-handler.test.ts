import { afterEach, describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../../aws/service-error.ts';
import { callHandler } from './call-handler.ts';

describe('calling a handler', () => {
  afterEach(() => vi.useRealTimers());

  it.each([
    [new ServiceError('EntityAlreadyExists', 'There is one.', 409), 'AlreadyExists'],
    [new ServiceError('ResourceNotFoundException', 'There is none.', 404), 'NotFound'],
    [new ServiceError('AccessDenied', 'No.', 403), 'AccessDenied'],
    [new ServiceError('TooManyRequestsException', 'Slowly.', 429), 'Throttling'],
    [new ServiceError('InternalFailure', 'Oh.', 500), 'ServiceInternalError'],
    [new ServiceError('ValidationException', 'Wrong.'), 'InvalidRequest'],
  ])('words the refusal %s as AWS does', async (error, code) => {
    await expect(callHandler('A', () => Promise.reject(error))).rejects.toThrow(
      new RegExp(
        `^Resource handler returned message: "${error.message}" \\(RequestToken: .*, HandlerErrorCode: ${code}\\)$`,
      ),
    );
  });

  it('fails a handler that never ends', async () => {
    vi.useFakeTimers();
    const call = callHandler('A', () => new Promise(() => undefined));
    const refused = expect(call).rejects.toThrow('HandlerErrorCode: NotStabilized');
    await vi.runAllTimersAsync();
    await refused;
  });
});
