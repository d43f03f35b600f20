import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { createIam } from '../../iam/iam.ts';
import { createLogs } from '../../logs/logs.ts';
import { createS3 } from '../../s3/s3.ts';
import { createApiGateway } from '../api-gateway.ts';
import { authorizedBy, policyOf } from '../testing/authorizers.ts';
import { fakeLambda, serveApi } from '../testing/served-api.ts';
import { change, changed } from './testing/changed.ts';
import { wholeDefinition } from './testing/whole-definition.ts';

const answerOf = authorizedBy(
  () => ({ principalId: 'p', policyDocument: policyOf('Allow') }),
  () => ({ statusCode: 200, body: 'from the function' }),
);

/** Holds that whatever stops the work is a refusal of the caller's. */
async function unlessRefused(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.statusCode >= 500) throw error;
  }
}

const account = defaultAccount;
const awsServices = { s3: createS3(account).service };
const { operations } = createApiGateway({
  account,
  iam: createIam(account),
  lambda: fakeLambda(async () => ({})),
  logs: createLogs(account),
});

describe('a definition', () => {
  it('is imported or refused, for any string', async () => {
    const word = fc.constantFrom('openapi: 3.0.1\n', 'swagger: "2.0"\n', 'info: {title: a}\n', 'paths:\n');
    const sign = fc.constantFrom(
      ' ',
      '  ',
      '\n',
      '&a ',
      '*a',
      '<<: ',
      '- ',
      '? ',
      ': ',
      '|',
      '!!set',
      '{',
      '}',
    );
    const yaml = fc.array(fc.oneof(word, sign, fc.string({ maxLength: 4 }))).map((pieces) => pieces.join(''));
    const members = fc.dictionary(fc.constantFrom(...Object.keys(wholeDefinition)), fc.jsonValue());
    const json = members.map((object) => JSON.stringify({ ...wholeDefinition, ...object }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(yaml, json, fc.json(), fc.string()), (body) =>
        unlessRefused(() => operations.ImportRestApi({ body })),
      ),
      { numRuns: 300 },
    );
  });

  it('that has one of everything is served', async () => {
    const served = await serveApi(wholeDefinition, answerOf, {}, { awsServices });
    const statuses: number[] = [];
    for (const path of ['/mock', '/proxy/a', '/keyed', '/lambda', '/http/a', '/aws', '/a']) {
      // With an Authorization header, an unknown path has an incomplete signature.
      const token = path === '/a' ? [] : ['Authorization', 'allow'];
      const headers = [...token, 'Content-Type', 'application/json'];
      const method = path === '/lambda' ? 'POST' : 'GET';
      statuses.push((await served.send({ path, headers, method, body: '{"name": "a"}' })).status);
    }
    await served.stop();
    expect(statuses).toEqual([200, 200, 400, 200, 504, 500, 404]);
  });

  it.each([
    ['an alias within what it names', 'openapi: 3.0.1\ninfo: &a {title: a, x: *a}\npaths: {}'],
    [
      'a hundred thousand levels',
      `{"openapi": "3.0.1", "paths": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ],
  ])('is refused for %s', (_, body) => {
    expect(() => operations.ImportRestApi({ body })).toThrow('Invalid OpenAPI input.');
  });

  it('that is nearly valid is refused, or served and exported without an internal error', async () => {
    const changes = fc.array(change, { minLength: 1, maxLength: 3 });
    const path = fc.constantFrom('/mock', '/proxy/a', '/keyed', '/lambda', '/http/a', '/aws', '/a', '/');
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST', 'OPTIONS'),
      path,
      headers: fc.constantFrom([], ['Content-Type', 'text/plain'], ['Authorization', 'allow']),
      body: fc.constantFrom('', '{"name":"a"}', '[', 'null'),
    });
    // Internal errors that the gateway logs; the client sees an opaque 500.
    using failures = vi.spyOn(console, 'error');
    await fc.assert(
      fc.asyncProperty(changes, fc.array(request, { maxLength: 4 }), async (list, requests) => {
        const definition = list.reduce(changed, wholeDefinition);
        await unlessRefused(async () => {
          const served = await serveApi(definition, answerOf, {}, { awsServices });
          try {
            for (const each of requests) await served.send(each);
            const stage = { restApiId: served.apiId, stageName: 'test' };
            served.gateway.operations.GetExport({
              ...stage,
              exportType: 'oas30',
              accepts: 'application/yaml',
            });
            expect(failures).not.toHaveBeenCalled();
          } finally {
            await served.stop();
          }
        });
      }),
      { numRuns: 150 },
    );
  });
});
