import fc from 'fast-check';
import { describe, it } from 'vitest';
import { members, word } from '../testing/arbitrary-input.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { expectNoFailure } from '../testing/signed-request.ts';
import { logsInputTypes } from './logs-input-types.ts';

const { url } = withCloud();

describe('the JSON protocol', () => {
  const target = fc.constantFrom(
    ...[
      'CreateLogGroup',
      'PutLogEvents',
      'FilterLogEvents',
      'GetLogEvents',
      'DescribeLogGroups',
      'TagResource',
    ],
    ...['PutRetentionPolicy', 'DescribeLogStreams', 'CreateLogStream', 'toString', ''],
  );
  const input = members(logsInputTypes.keys(), fc.oneof(word, fc.jsonValue({ maxDepth: 2 })));

  it('has a response for every body', async () => {
    await fc.assert(
      fc.asyncProperty(
        target,
        fc.oneof(
          input.map((value) => JSON.stringify(value)),
          word,
        ),
        (name, body) =>
          expectNoFailure(url(), {
            service: 'logs',
            method: 'POST',
            path: '/',
            headers: { 'x-amz-target': `Logs_20140328.${name}` },
            body,
          }),
      ),
      { numRuns: 300 },
    );
  });
});
