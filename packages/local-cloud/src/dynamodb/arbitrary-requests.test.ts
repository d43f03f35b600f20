import fc from 'fast-check';
import { describe, it } from 'vitest';
import { word } from '../testing/arbitrary-input.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { expectNoFailure } from '../testing/signed-request.ts';

const { url } = withCloud();

describe('the process of DynamoDB', () => {
  it('responds to every request', async () => {
    const attribute = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.dictionary(fc.constantFrom('S', 'N', 'B', 'M', 'L', 'SS', 'NULL'), fc.jsonValue({ maxDepth: 1 })),
    );
    const item = fc.dictionary(fc.constantFrom('id', 'a', '__proto__'), attribute);
    const operation = fc.constantFrom(
      ...[
        'GetItem',
        'PutItem',
        'UpdateItem',
        'Query',
        'Scan',
        'BatchWriteItem',
        'CreateTable',
        'UpdateTable',
      ],
      ...['DescribeTable', 'TagResource', 'UpdateTimeToLive', 'Nothing'],
    );
    const input = fc.record(
      { TableName: fc.oneof(fc.constant('arbitrary'), word), Key: item, Item: item, UpdateExpression: word },
      { requiredKeys: ['TableName'] },
    );
    await fc.assert(
      fc.asyncProperty(operation, input, (name, body) =>
        expectNoFailure(url(), {
          service: 'dynamodb',
          method: 'POST',
          path: '/',
          headers: { 'x-amz-target': `DynamoDB_20120810.${name}` },
          body: JSON.stringify(body),
        }),
      ),
      { numRuns: 200 },
    );
  });
});
