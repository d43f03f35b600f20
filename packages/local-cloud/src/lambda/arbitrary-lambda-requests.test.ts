import fc from 'fast-check';
import { describe, it } from 'vitest';
import { members, word } from '../testing/arbitrary-input.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { expectNoFailure } from '../testing/signed-request.ts';
import { lambdaInputTypes } from './lambda-input-types.ts';

const { url } = withCloud();

describe('the REST-JSON protocol', () => {
  const part = fc.oneof(
    fc.constantFrom(
      '2015-03-31',
      '2017-10-31',
      '2019-09-25',
      'functions',
      'aliases',
      'policy',
      'invocations',
    ),
    fc.constantFrom('code', 'configuration', 'concurrency', 'versions', 'event-invoke-config', 'tags'),
    word.map(encodeURIComponent),
    fc.constantFrom('%', '%ff', 'f:live', 'arn:aws:lambda:us-east-1:000000000000:function:f'),
  );
  const path = fc.oneof(
    fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `/${parts.join('/')}`),
    fc.tuple(part, part).map(([name, last]) => `/2015-03-31/functions/${name}/${last}`),
    fc.constantFrom('/2015-03-31/functions', '/2018-10-31/layers'),
    fc
      .tuple(part, fc.constantFrom('', '/1', '/1/policy', '/1/policy/s', '/-1', '/a'))
      .map(([name, rest]) => `/2018-10-31/layers/${name}/versions${rest}`),
  );
  const input = members(lambdaInputTypes.keys(), fc.oneof(word, fc.jsonValue({ maxDepth: 2 })));

  it('has a response for every path, query and body', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
        path,
        fc.dictionary(
          fc.constantFrom('Qualifier', 'MaxItems', 'Marker', 'tagKeys', 'find', 'Arn', 'CompatibleRuntime'),
          word,
          { maxKeys: 2 },
        ),
        input,
        (method, address, query, body) =>
          expectNoFailure(url(), {
            service: 'lambda',
            method,
            path: `${address}?${new URLSearchParams(query)}`,
            body: JSON.stringify(body),
          }),
      ),
      { numRuns: 500 },
    );
  });
});
