import { request } from 'node:http';
import {
  APIGatewayClient,
  CreateBasePathMappingCommand,
  CreateDomainNameCommand,
  DeleteBasePathMappingCommand,
  DeleteDomainNameCommand,
  GetBasePathMappingsCommand,
  GetDomainNameCommand,
  GetTagsCommand,
  TagResourceCommand,
  UpdateBasePathMappingCommand,
} from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { beforeAll, expect, it } from 'vitest';
import { regionNames } from '../region-names.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { stackClient } from '../testing/stack-client.ts';
import { regionalHostedZoneIds } from './hosted-zones.ts';
import { api, mockMethod } from './testing/definitions.ts';
import { deployApi } from './testing/deploy-api.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
const domainName = 'api.example.com';
const seen = '{"path":"$context.path","resource":"$context.resourcePath","stage":"$context.stage"}';

let first = '';
let second = '';

beforeAll(async () => {
  const definition = (paths: string) => api({ [paths]: { get: mockMethod(seen) } });
  first = await deployApi(cloud, definition('/pets'), 'live');
  second = await deployApi(cloud, definition('/dogs'), 'beta');
});

/** By the Host header, as a client would find the name by its own DNS. */
function get(path: string, host = domainName): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    request(`${cloud.url()}${path}`, { headers: { host } }, (response) => {
      response
        .setEncoding('utf8')
        .toArray()
        .then(
          (chunks) => resolve({ status: response.statusCode ?? 0, body: JSON.parse(chunks.join('')) }),
          reject,
        );
    })
      .on('error', reject)
      .end();
  });
}

const map = (basePath: string, restApiId: string, stage?: string) =>
  client().send(new CreateBasePathMappingCommand({ domainName, basePath, restApiId, stage }));

it('is no name of this machine before it is created', async () => {
  expect((await get('/pets')).status).toBe(403);
});

it('serves the stages under its base paths by the Host header', async () => {
  const created = await client().send(
    new CreateDomainNameCommand({
      domainName,
      endpointConfiguration: { types: ['REGIONAL'] },
      tags: { a: 'b' },
    }),
  );
  expect(created).toMatchObject({
    domainName,
    domainNameStatus: 'AVAILABLE',
    regionalDomainName: expect.stringMatching(/^d-\w+\.execute-api\.us-east-1\.amazonaws\.com$/),
    securityPolicy: 'TLS_1_2',
    tags: { a: 'b' },
  });
  await map('', first, 'live');
  await map('v2', second, 'beta');
  await map('any', first);
  expect(await get('/pets', 'API.example.com:4566')).toEqual({
    status: 200,
    body: { path: '/pets', resource: '/pets', stage: 'live' },
  });
  expect((await get('/v2/dogs')).body).toEqual({ path: '/v2/dogs', resource: '/dogs', stage: 'beta' });
  expect((await get('/any/live/pets')).body).toMatchObject({ resource: '/pets', stage: 'live' });
  expect((await get('/v2/pets')).body).toEqual({ message: 'Missing Authentication Token' });
});

it('changes and loses mappings, and then belongs to no API', async () => {
  const mapping = { domainName, basePath: 'v2' };
  const patchOperations = [{ op: 'replace' as const, path: '/basePath', value: 'v3' }];
  await client().send(new UpdateBasePathMappingCommand({ ...mapping, patchOperations }));
  expect((await get('/v3/dogs')).status).toBe(200);
  const { items = [] } = await client().send(new GetBasePathMappingsCommand({ domainName }));
  expect(items.map(({ basePath }) => basePath).toSorted()).toEqual(['(none)', 'any', 'v3']);
  await expect(map('v3', first, 'live')).rejects.toMatchObject({ name: 'ConflictException' });
  await expect(map('v4', first, 'none')).rejects.toThrow('Invalid stage identifier specified');
  await client().send(new DeleteBasePathMappingCommand({ domainName, basePath: '(none)' }));
  expect(await get('/pets')).toEqual({ status: 403, body: { message: 'Forbidden' } });
});

it('serves names below a wildcard, and has tags', async () => {
  const wildcard = '*.shop.example';
  await client().send(new CreateDomainNameCommand({ domainName: wildcard }));
  await client().send(
    new CreateBasePathMappingCommand({ domainName: wildcard, restApiId: first, stage: 'live' }),
  );
  expect((await get('/pets', 'eu.shop.example')).status).toBe(200);
  const resourceArn = `arn:aws:apigateway:us-east-1::/domainnames/${domainName}`;
  await client().send(new TagResourceCommand({ resourceArn, tags: { c: 'd' } }));
  expect((await client().send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ a: 'b', c: 'd' });
});

it('is in the hosted zone of its region, by which alias records refer to it', async () => {
  expect(Object.keys(regionalHostedZoneIds)).toEqual(regionNames);
  const zoneIn = async (region: string) => {
    const input = {
      domainName: `${region}.example.com`,
      endpointConfiguration: { types: ['REGIONAL' as const] },
    };
    const created = await cloud.client(APIGatewayClient, region).send(new CreateDomainNameCommand(input));
    return created.regionalHostedZoneId;
  };
  expect(await zoneIn('us-east-1')).toBe('Z1UJRXOUMOOFQ8');
  expect(await zoneIn('eu-west-1')).toBe('ZLY8HYME6SFDD');
});

it('comes with a SAM API that has a Domain', async () => {
  const stack = stackClient(cloud.client(CloudFormationClient), 'named');
  const Domain = {
    DomainName: 'sam.example.com',
    CertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/c',
  };
  await stack.create({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Api: {
        Type: 'AWS::Serverless::Api',
        Properties: {
          StageName: 'live',
          Domain: { ...Domain, BasePath: ['/v1', '/v2'] },
          DefinitionBody: api({ '/pets': { get: mockMethod(seen) } }),
        },
      },
    },
  });
  for (const version of ['v1', 'v2']) {
    expect(await get(`/${version}/pets`, 'sam.example.com')).toEqual({
      status: 200,
      body: { path: `/${version}/pets`, resource: '/pets', stage: 'live' },
    });
  }
  await stack.delete();
  expect((await get('/v1/pets', 'sam.example.com')).status).toBe(403);
});

it('is gone with all its mappings when it is deleted', async () => {
  await client().send(new DeleteDomainNameCommand({ domainName }));
  await expect(client().send(new GetDomainNameCommand({ domainName }))).rejects.toThrow(
    'Invalid domain name identifier specified',
  );
  expect((await get('/v3/dogs')).status).toBe(403);
});
