import { afterEach, describe, expect, it } from 'vitest';
import { authorizedBy, authorizerScheme, guardedBy, policyOf } from '../testing/authorizers.ts';
import { api, proxyMethod } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi | undefined;

afterEach(async () => {
  await served?.stop();
  served = undefined;
});

const everybody = { Principal: '*' };
const from = (operator: string, range: string) => ({ Condition: { [operator]: { 'aws:SourceIp': range } } });
const withPolicy = (statements: readonly object[]) => ({
  'x-amazon-apigateway-policy': { Version: '2012-10-17', Statement: statements },
});

async function open(...statements: object[]): Promise<ServedApi> {
  served = await serveApi(api({ '/pets/{id}': { any: proxyMethod } }, withPolicy(statements)));
  return served;
}

const allow = (resource: string, members: object = {}) =>
  policyOf('Allow', resource, { ...everybody, ...members }).Statement[0] ?? {};
const deny = (resource: string, members: object = {}) =>
  policyOf('Deny', resource, { ...everybody, ...members }).Statement[0] ?? {};

describe('the policy of an API', () => {
  it('allows an anonymous caller only the listed methods, in the short form of ARNs', async () => {
    const { send, apiId } = await open(
      allow('execute-api:/test/GET/pets/*'),
      deny('execute-api:/*/GET/pets/13'),
    );
    expect((await send({ path: '/pets/1' })).status).toBe(200);
    const text = (method: string, id: number) =>
      `User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********0000:${apiId}/test/${method}/pets/${id}`;
    const missing = await send({ method: 'POST', path: '/pets/1' });
    expect([missing.status, missing.json]).toEqual([403, { Message: text('POST', 1) }]);
    expect(missing.headers['x-amzn-errortype']).toBe('AccessDeniedException');
    const denied = await send({ path: '/pets/13' });
    expect(denied.json).toEqual({ Message: `${text('GET', 13)} with an explicit deny` });
  });

  it('accepts whole ARNs of the API', async () => {
    const { send } = await open(allow('arn:aws:execute-api:us-east-1:000000000000:another/*'));
    expect((await send({ path: '/pets/1' })).status).toBe(403);
  });

  it('can depend on the IP address of the caller', async () => {
    const { send } = await open(allow('execute-api:/*', from('IpAddress', '127.0.0.0/8')));
    expect((await send({ path: '/pets/1' })).status).toBe(200);
    await served?.stop();
    const { send: another } = await open(
      allow('execute-api:/*'),
      deny('execute-api:/*', from('NotIpAddress', '10.0.0.0/8')),
    );
    expect((await another({ path: '/pets/1', headers: ['X-Forwarded-For', '10.0.0.1'] })).status).toBe(403);
  });

  it.each([
    ['aws:Referer', { StringEquals: { 'aws:Referer': 'https://a.example' } }, 200],
    ['aws:UserAgent', { StringEquals: { 'aws:UserAgent': 'me' } }, 200],
    ['aws:SecureTransport', { Bool: { 'aws:SecureTransport': 'true' } }, 200],
    ['aws:CurrentTime', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, 200],
    ['a later aws:CurrentTime', { DateGreaterThan: { 'aws:CurrentTime': '9999-01-01T00:00:00Z' } }, 403],
    ['aws:EpochTime', { NumericGreaterThan: { 'aws:EpochTime': '1577836800' } }, 200],
  ])('can depend on %s of a call', async (_key, Condition, status) => {
    const { send } = await open(allow('execute-api:/*', { Condition }));
    const headers = ['Referer', 'https://a.example', 'User-Agent', 'me'];
    expect((await send({ path: '/pets/1', headers })).status).toBe(status);
  });

  it('ends a denied call before the Lambda authorizer runs, and can allow what the authorizer does not', async () => {
    let asked = 0;
    const statements = [deny('execute-api:/*/GET/pets/13'), allow('execute-api:/*/GET/pets/2')];
    served = await serveApi(
      guardedBy(authorizerScheme('token'), withPolicy(statements)),
      authorizedBy(() => {
        asked += 1;
        return { principalId: 'ada', policyDocument: policyOf('Allow', '*/GET/pets/1*') };
      }),
    );
    const statusOf = async (path: string) =>
      (await served?.send({ path, headers: ['Authorization', 'x'] }))?.status;
    expect(await statusOf('/pets/13')).toBe(403);
    expect(asked).toBe(0);
    expect(await statusOf('/pets/1')).toBe(200);
    expect(await statusOf('/pets/2')).toBe(200);
    expect(await statusOf('/pets/3')).toBe(403);
    expect(await statusOf('/open')).toBe(403);
  });

  it.each([
    ['text', 'x', 'invalid Json'],
    ['no principal', { Statement: [{ ...deny('*'), Principal: undefined }] }, 'expected a Principal'],
    ['no resource', { Statement: [{ ...deny('*'), Resource: undefined }] }, 'expected a Resource'],
    ['NotPrincipal', { Statement: [{ ...deny('*'), NotPrincipal: '*' }] }, 'NotPrincipal is not offered'],
    [
      'an unknown operator',
      { Statement: [deny('*', from('Nearby', 'x'))] },
      'Invalid Condition type : Nearby',
    ],
  ])('is refused with %s', async (_what, policy, reason) => {
    const definition = api({}, { 'x-amazon-apigateway-policy': policy });
    const refused = serveApi(definition);
    await expect(refused).rejects.toThrow('Invalid policy document. Please check the policy syntax');
    await expect(refused).rejects.toThrow(reason);
  });

  it('is described, and replaced with the next deployment', async () => {
    const { gateway, apiId: restApiId, send } = await open(deny('execute-api:/*'));
    const { operations } = gateway;
    expect(JSON.parse(operations.GetRestApi({ restApiId }).policy ?? '')).toEqual({
      Version: '2012-10-17',
      Statement: [deny('execute-api:/*')],
    });
    const value = JSON.stringify({ Statement: [allow('execute-api:/*')] });
    operations.UpdateRestApi({ restApiId, patchOperations: [{ op: 'replace', path: '/policy', value }] });
    expect((await send({ path: '/pets/1' })).status).toBe(403);
    operations.CreateDeployment({ restApiId, stageName: 'test' });
    expect((await send({ path: '/pets/1' })).status).toBe(200);
    operations.UpdateRestApi({ restApiId, patchOperations: [{ op: 'remove', path: '/policy' }] });
    expect(operations.GetRestApi({ restApiId })).not.toHaveProperty('policy');
  });
});
