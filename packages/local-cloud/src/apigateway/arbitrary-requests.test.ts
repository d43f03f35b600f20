import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { members, word } from '../testing/arbitrary-input.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { expectNoFailure, sendSigned } from '../testing/signed-request.ts';
import { apiGatewayInputTypes } from './api-gateway-input-types.ts';
import { invocationUri } from './testing/definitions.ts';

const { url } = withCloud();
const service = 'apigateway';
const send = (method: string, path: string, body: object) =>
  sendSigned(url(), { service, method, path, body: JSON.stringify(body) });

describe('the control plane', () => {
  it.each([
    ['POST', '/restapis', { name: 1 }, 'Expected a string for name, received a number.'],
    ['POST', '/restapis', { name: 'a', tags: [] }, 'Expected a map for tags, received a list.'],
    ['POST', '/apikeys', { stageKeys: ['a'] }, 'Expected a structure for stageKeys, received a string.'],
    [
      'PATCH',
      '/account',
      { patchOperations: {} },
      'Expected a list for patchOperations, received a structure.',
    ],
  ])('refuses a member of another type by name: %s %s %j', async (method, path, body, message) => {
    const { status, text } = await send(method, path, body);
    expect([status, JSON.parse(text).message]).toEqual([400, message]);
  });

  it('responds to every path, query and body', async () => {
    const made = await send('POST', '/restapis', { name: 'a' });
    const { id, rootResourceId } = JSON.parse(made.text);
    const part = fc.oneof(
      fc.constantFrom('keys', 'usage', 'stages', 'deployments', 'resources', 'models', 'authorizers'),
      fc.constantFrom(rootResourceId, 'gatewayresponses', 'DEFAULT_4XX', 'methods', 'GET', '%', '%ff'),
      word.map(encodeURIComponent),
    );
    const arn = encodeURIComponent(`arn:aws:apigateway:us-east-1::/restapis/${id}`);
    const start = fc.constantFrom(
      '/account',
      '/apikeys',
      '/usageplans',
      '/restapis',
      `/restapis/${id}`,
      `/tags/${arn}`,
    );
    const path = fc.tuple(start, fc.array(part, { maxLength: 3 })).map((parts) => parts.flat().join('/'));
    const queryName = fc.constantFrom('mode', 'embed', 'tagKeys', 'limit', 'position', 'name', 'basepath');
    const input = members(apiGatewayInputTypes.keys(), fc.oneof(word, fc.jsonValue({ maxDepth: 2 })));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH'),
        path,
        fc.dictionary(queryName, fc.oneof(word, fc.constantFrom('import', 'merge')), { maxKeys: 2 }),
        input,
        (method, address, query, body) =>
          expectNoFailure(url(), {
            service,
            method,
            path: `${address}?${new URLSearchParams(query)}`,
            body: JSON.stringify(body),
          }),
      ),
      { numRuns: 400 },
    );
  });

  it('responds to every change of the parts of an API, also in patches', async () => {
    const json = async (method: string, path: string, body: object) =>
      JSON.parse((await send(method, path, body)).text);
    const { id, rootResourceId } = await json('POST', '/restapis', { name: 'a' });
    const api = `/restapis/${id}`;
    const method = `${api}/resources/${rootResourceId}/methods/GET`;
    await send('PUT', method, { authorizationType: 'NONE' });
    await send('PUT', `${method}/integration`, { type: 'MOCK' });
    await send('PUT', `${method}/responses/200`, {});
    await send('PUT', `${method}/integration/responses/200`, {});
    await send('POST', `${api}/deployments`, { stageName: 'test' });
    const authorizer = {
      name: 'a',
      type: 'REQUEST',
      authorizerUri: invocationUri,
      authorizerResultTtlInSeconds: 0,
    };
    const guard = await json('POST', `${api}/authorizers`, authorizer);
    const validator = await json('POST', `${api}/requestvalidators`, { name: 'v' });
    const documented = { location: { type: 'API' }, properties: '{}' };
    const part = await json('POST', `${api}/documentation/parts`, documented);
    await send('POST', `${api}/documentation/versions`, { documentationVersion: 'v' });
    const { item: deployments } = await json('GET', `${api}/deployments`, {});
    const domain = '/domainnames/api.example.com';
    await send('POST', '/domainnames', { domainName: 'api.example.com' });
    await send('POST', `${domain}/basepathmappings`, { basePath: 'v', restApiId: id, stage: 'test' });
    const balancer = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/a/b';
    const key = await json('POST', '/apikeys', { name: 'k' });
    const plan = await json('POST', '/usageplans', { name: 'p', quota: { limit: 1, period: 'DAY' } });
    const planKeys = `/usageplans/${plan.id}/keys`;
    await send('POST', planKeys, { keyId: key.id, keyType: 'API_KEY' });
    const certificate = await json('POST', '/clientcertificates', {});
    const link = await json('POST', '/vpclinks', { name: 'l', targetArns: [balancer] });
    const names = [
      ...apiGatewayInputTypes.keys(),
      'accessLogSettings',
      'application~1json',
      'caching',
      'logging',
      'remaining',
      '*',
      '~1',
    ];
    const path = fc.constantFrom(
      method,
      `${method}/integration`,
      `${method}/responses/200`,
      `${method}/integration/responses/200`,
      `${api}/resources/${rootResourceId}`,
      `${api}/stages/test`,
      `${api}/stages/test/cache/data`,
      `${api}/models/Empty`,
      `${api}/models`,
      `${api}/authorizers/${guard.id}`,
      `${api}/requestvalidators/${validator.id}`,
      `${api}/gatewayresponses/DEFAULT_4XX`,
      `${api}/deployments/${deployments[0].id}`,
      `${api}/documentation/parts`,
      `${api}/documentation/parts/${part.id}`,
      `${api}/documentation/versions`,
      `${api}/documentation/versions/v`,
      '/domainnames',
      domain,
      `${domain}/basepathmappings`,
      `${domain}/basepathmappings/v`,
      '/vpclinks',
      `/vpclinks/${link.id}`,
      `/clientcertificates/${certificate.clientCertificateId}`,
      `${api}/models/Error/default_template`,
      '/apikeys',
      '/apikeys?mode=import&format=csv',
      `/apikeys/${key.id}`,
      `/usageplans/${plan.id}`,
      planKeys,
      `${planKeys}/${key.id}`,
      `${planKeys}/${key.id}/usage`,
    );
    const value = fc.oneof(word, fc.jsonValue({ maxDepth: 2 }));
    const patch = fc.record({
      op: fc.constantFrom('add', 'remove', 'replace', 'copy', 'move', 'wrong'),
      path: fc.array(fc.constantFrom(...names), { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
      value: word,
    });
    const patches = fc.array(patch, { maxLength: 3 }).map((patchOperations) => ({ patchOperations }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'PATCH'),
        path,
        fc.oneof(members(names, value), patches),
        (verb, address, body) =>
          expectNoFailure(url(), { service, method: verb, path: address, body: JSON.stringify(body) }),
      ),
      { numRuns: 900 },
    );
  });
});
