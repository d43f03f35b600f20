import { AwsV4Signer } from 'aws4fetch';
import { afterEach, describe, expect, it } from 'vitest';
import { authorizedBy, authorizerScheme, guardedBy, policyOf } from '../testing/authorizers.ts';
import { type BackEndServer, startBackEnd } from '../testing/back-end.ts';
import { api, httpMethod, mockMethod, proxyMethod } from '../testing/definitions.ts';
import { type FakeFunction, type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi;
let backEnd: BackEndServer | undefined;
const logGroupName = '/api/access';

afterEach(async () => {
  await served.stop();
  await backEnd?.stop();
  backEnd = undefined;
});

const setting = (path: string, value: string) => ({ op: 'replace', path, value }) as const;

async function serveLogged(format: string, definition: object, run?: FakeFunction): Promise<ServedApi> {
  served = await serveApi(definition, run);
  served.logs.operations.CreateLogGroup({ logGroupName });
  served.gateway.operations.UpdateStage({
    restApiId: served.apiId,
    stageName: 'test',
    patchOperations: [
      setting(
        '/accessLogSettings/destinationArn',
        `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}:*`,
      ),
      setting('/accessLogSettings/format', format),
    ],
  });
  return served;
}

const lines = () =>
  (served.logs.operations.FilterLogEvents({ logGroupName }).events ?? []).map(({ message = '' }) => message);

/** A JSON format with these variables, and the object that one request logs. */
async function logged(
  names: readonly string[],
  definition: object,
  send: () => Promise<unknown>,
  run?: FakeFunction,
): Promise<Record<string, string>> {
  const members = Object.fromEntries(['requestId', ...names].map((name) => [name, `$context.${name}`]));
  await serveLogged(JSON.stringify(members), definition, run);
  await send();
  const { requestId: _id, ...values } = JSON.parse(lines()[0] ?? '');
  return values;
}

const pets = api({ '/pets/{petId}': { get: mockMethod('a pet'), post: proxyMethod } });
const uuid = '[0-9a-f-]{36}';
const milliseconds = expect.stringMatching(/^\d+$/);

describe('The access log', () => {
  it('has a line for each request in the common log format', async () => {
    await serveLogged(
      '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
      pets,
    );
    const { headers } = await served.send({ path: '/pets/7?secret=x' });
    await served.send({ path: '/nowhere' });
    const [first = '', second = ''] = lines();
    expect(first).toMatch(
      /^127\.0\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000\] "GET \/pets\/\{petId\} HTTP\/1\.1" 200 5 /,
    );
    expect(first.endsWith(` ${headers['x-amzn-requestid']} ${headers['x-amz-apigw-id']}`)).toBe(true);
    expect(second).toMatch(/"GET - HTTP\/1\.1" 403 42 /);
    expect(lines()).toHaveLength(2);
  });

  it('writes XML, CSV and both spellings of a variable', async () => {
    await serveLogged(
      '<request id="$context.requestId"> <stage>${context.stage}</stage></request>,$context.path,$context.nonsense,$context',
      pets,
    );
    await served.send({ path: '/pets/7' });
    const line = new RegExp(
      `^<request id="${uuid}"> <stage>test</stage></request>,/test/pets/7,-,\\$context$`,
    );
    expect(lines()[0]).toMatch(line);
  });

  it('ends no string of the format at a quote that the client sent', async () => {
    const values = await logged(['identity.userAgent'], pets, () =>
      served.send({ path: '/pets/1', headers: ['User-Agent', 'a","status":"200\\'] }),
    );
    expect(values).toEqual({ 'identity.userAgent': 'a","status":"200\\' });
  });

  it("shows a Lambda proxy's own status beside Lambda's, and its request id", async () => {
    const names = ['status', 'integration.status', 'integration.integrationStatus', 'integrationStatus'];
    const values = await logged(
      [
        ...names,
        'integration.requestId',
        'awsEndpointRequestId',
        'integration.latency',
        'integrationLatency',
      ],
      pets,
      () => served.send({ method: 'POST', path: '/pets/1' }),
      () => ({ statusCode: 418 }),
    );
    expect(values).toEqual({
      status: '418',
      'integration.status': '418',
      'integration.integrationStatus': '200',
      integrationStatus: '200',
      'integration.requestId': 'r',
      awsEndpointRequestId: 'r',
      'integration.latency': milliseconds,
      integrationLatency: milliseconds,
    });
  });

  it('shows why an integration failed, and the error that the client got', async () => {
    const names = [
      'status',
      'integration.error',
      'error.message',
      'error.messageString',
      'error.responseType',
    ];
    await serveLogged(
      `$context.requestId|${names.map((name) => `$context.${name}`).join('|')}|$context.integrationErrorMessage`,
      pets,
      () => new Error('out of "pets"'),
    );
    await served.send({ method: 'POST', path: '/pets/1' });
    const failure =
      'Lambda execution failed with status 200 due to customer function error: out of \\"pets\\". Lambda request id: r';
    expect(lines()[0]?.split('|').slice(1)).toEqual([
      '502',
      failure,
      'Internal server error',
      '"Internal server error"',
      'INTEGRATION_FAILURE',
      failure,
    ]);
  });

  it('shows what of a malformed proxy response', async () => {
    const values = await logged(
      ['integration.error', 'integration.status'],
      pets,
      () => served.send({ method: 'POST', path: '/pets/1' }),
      () => ({ nonsense: 1 }),
    );
    expect(values).toEqual({
      'integration.error': 'Execution failed due to configuration error: Malformed Lambda proxy response',
      'integration.status': '200',
    });
  });

  it("shows the status and request ids of an HTTP back end's response", async () => {
    backEnd = await startBackEnd((response) =>
      response.writeHead(503, { 'x-amz-request-id': 'one', 'x-amz-id-2': 'two' }).end('{}'),
    );
    const names = ['status', 'integration.status', 'awsEndpointRequestId', 'awsEndpointRequestId2'];
    const definition = api({ '/': { get: httpMethod(backEnd.url) } });
    const values = await logged(names, definition, () => served.send());
    expect(values).toEqual({
      status: '200',
      'integration.status': '503',
      awsEndpointRequestId: 'one',
      awsEndpointRequestId2: 'two',
    });
  });

  it('shows what a validator found, and what templates overrode', async () => {
    const template =
      '#set($context.responseOverride.status = 202)#set($context.responseOverride.header.pet = "cat")ok';
    const strict = {
      ...mockMethod(template),
      parameters: [{ name: 'id', in: 'query', required: true, schema: { type: 'string' } }],
      'x-amazon-apigateway-request-validator': 'all',
    };
    const definition = api(
      { '/': { get: strict } },
      { 'x-amazon-apigateway-request-validators': { all: { validateRequestParameters: true } } },
    );
    const names = ['error.message', 'responseOverride.status', 'responseOverride.header.pet', 'status'];
    const values = await logged(names, definition, async () => {
      await served.send();
      await served.send({ path: '/?id=1' });
    });
    expect(values).toEqual({
      'error.message': 'Missing required request parameters: [id]',
      'responseOverride.status': '-',
      'responseOverride.header.pet': '-',
      status: '400',
    });
    expect(JSON.parse(lines()[1] ?? '')).toMatchObject({
      'error.message': '-',
      'responseOverride.status': '202',
      'responseOverride.header.pet': 'cat',
      status: '202',
    });
  });

  const phases = ['authenticate', 'authorize', 'authorizer'].flatMap((phase) =>
    ['error', 'latency', 'status'].map((name) => `${phase}.${name}`),
  );
  const absent = Object.fromEntries(phases.map((name) => [name, '-']));

  it('has no phase of authorization for a method that everybody may call', async () => {
    expect(await logged(phases, pets, () => served.send({ path: '/pets/1' }))).toEqual(absent);
  });

  it('shows a Lambda authorizer: its call, its result and what its policy decided', async () => {
    const result = {
      principalId: 'ada',
      policyDocument: policyOf('Allow', '*/GET/pets/1'),
      context: { team: 7 },
    };
    const calls = ['authorizer.requestId', 'authorizer.integrationStatus', 'authorizer.integrationLatency'];
    const context = ['authorizer.principalId', 'authorizer.team', 'authorizer.absent'];
    const send = (path: string) => served.send({ path, headers: ['Authorization', 'token'] });
    const first = await logged(
      [...phases, ...calls, ...context],
      guardedBy(authorizerScheme('token')),
      async () => {
        await send('/pets/1');
        await send('/pets/2');
        await served.send({ path: '/pets/1' });
      },
      authorizedBy(() => result),
    );
    expect(first).toEqual({
      ...absent,
      'authorizer.status': '200',
      'authorizer.latency': milliseconds,
      'authorizer.requestId': 'r',
      'authorizer.integrationStatus': '200',
      'authorizer.integrationLatency': milliseconds,
      'authorize.status': '200',
      'authorize.latency': milliseconds,
      'authorizer.principalId': 'ada',
      'authorizer.team': '7',
      'authorizer.absent': '-',
    });
    const [, denied, missing] = lines().map((line) => JSON.parse(line));
    expect(denied).toMatchObject({
      'authorizer.status': '200',
      'authorizer.requestId': '-',
      'authorize.status': '403',
      'authorize.error': 'User is not authorized to access this resource',
    });
    expect(missing).toMatchObject({ 'authorizer.status': '401', 'authorizer.error': 'Unauthorized' });
  });

  it('shows the caller of a signed request, and why a signature is refused', async () => {
    const method = { ...proxyMethod, 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } };
    const names = [...phases, 'identity.userArn', 'identity.accessKey'];
    const first = await logged(names, api({ '/': { get: method } }), async () => {
      const keys = { accessKeyId: 'test', secretAccessKey: 'test' };
      const signing = {
        ...keys,
        url: `http://${served.host}/test/`,
        service: 'execute-api',
        region: 'us-east-1',
      };
      const { headers } = await new AwsV4Signer(signing).sign();
      await served.send({ headers: [...headers].flat() });
      await served.send();
    });
    expect(first).toEqual({
      ...absent,
      'authenticate.status': '200',
      'authenticate.latency': milliseconds,
      'authorize.status': '200',
      'authorize.latency': milliseconds,
      'identity.userArn': 'arn:aws:iam::000000000000:root',
      'identity.accessKey': 'test',
    });
    expect(JSON.parse(lines()[1] ?? '')).toMatchObject({
      'authenticate.status': '403',
      'authenticate.error': 'Missing Authentication Token',
      'authorize.status': '-',
    });
  });

  it('loses its lines once the log group is gone, and cuts a line at 1 MB', async () => {
    const repeated = '$context.identity.userAgent'.repeat(110);
    await serveLogged(`$context.requestId ${repeated}`, pets);
    await served.send({ path: '/pets/1', headers: ['User-Agent', 'é'.repeat(5000)] });
    const [line = ''] = lines();
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(1024 * 1024);
    expect(Buffer.byteLength(line)).toBeGreaterThan(1024 * 1024 - 4);
    served.logs.operations.DeleteLogGroup({ logGroupName });
    expect((await served.send({ path: '/pets/1' })).status).toBe(200);
    expect(served.logs.operations.DescribeLogGroups({}).logGroups).toEqual([]);
  });
});
