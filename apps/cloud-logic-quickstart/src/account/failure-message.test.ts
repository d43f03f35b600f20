import { expect, it } from 'vitest';
import { failureMessage } from './failure-message.ts';

const poolError = (code: string, message: string) => Object.assign(new Error(message), { code });

it.each([
  [
    poolError('CodeMismatchException', 'Invalid verification code'),
    'That is not the code. Enter the newest one.',
  ],
  [
    poolError('InvalidPasswordException', 'Password did not conform with policy: Password not long enough'),
    'Password not long enough',
  ],
  [poolError('NotAuthorizedException', 'Incorrect username or password.'), 'Incorrect username or password.'],
  [
    poolError('NetworkError', 'Network error'),
    'There is no connection. Check the network, and try it again.',
  ],
  [new TypeError('Failed to fetch'), 'There is no connection. Check the network, and try it again.'],
  [undefined, 'Something went wrong. Try it again.'],
])('for %o a person reads: %s', (error, message) => {
  expect(failureMessage(error)).toBe(message);
});
