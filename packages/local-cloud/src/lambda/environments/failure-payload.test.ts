import { expect, it } from 'vitest';
import { errorSummary } from './failure-payload.ts';

it.each([
  [{ errorType: 'Mine', errorMessage: 'no' }, 'Mine: no'],
  [
    {
      errorType: 'java.lang.RuntimeException',
      errorMessage: 'no',
      stackTrace: ['demo.Handler.handle(Handler.java:9)'],
    },
    'java.lang.RuntimeException: no\n    at demo.Handler.handle(Handler.java:9)',
  ],
  [null, 'null'],
  ['text', '"text"'],
])('the error payload %j is shown as %j', (payload, expected) => {
  expect(errorSummary(Buffer.from(JSON.stringify(payload)))).toBe(expected);
});

it('an error payload that is not JSON is shown as it is', () => {
  expect(errorSummary(Buffer.from('<broken>'))).toBe('<broken>');
});
