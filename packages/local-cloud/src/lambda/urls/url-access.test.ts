import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteAliasCommand,
  LambdaClient,
  UpdateFunctionUrlConfigCommand,
} from '@aws-sdk/client-lambda';
import { AwsV4Signer } from 'aws4fetch';
import { describe, expect, it } from 'vitest';
import { asRole } from '../../testing/as-role.ts';
import { anyone, withUrls } from '../testing/with-urls.ts';

const { cloud, lambda, createFunction, open, urlOf, sendTo, send } = withUrls();

const forbidden =
  '{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}';

describe('the access to a URL', () => {
  it('is refused without a permission, and where there is no URL', async () => {
    await createFunction('closed');
    await lambda().send(new CreateFunctionUrlConfigCommand({ FunctionName: 'closed', AuthType: 'NONE' }));
    const { status, headers, body } = await send('closed');
    expect([status, body]).toEqual([403, forbidden]);
    expect(headers['x-amzn-errortype']).toBe('AccessDeniedException');
    const ofOther = { ...anyone, FunctionName: 'closed', FunctionUrlAuthType: 'AWS_IAM' as const };
    await lambda().send(new AddPermissionCommand(ofOther));
    expect((await send('closed')).status).toBe(403);
    const { port } = new URL(cloud.url());
    const missing = await sendTo(`none.lambda-url.us-east-1.localhost:${port}`, {});
    expect([missing.status, missing.body]).toEqual([403, '{"Message":null}']);
  });

  it('is that of the alias where the URL is', async () => {
    const FunctionName = 'aliased';
    await createFunction(FunctionName);
    await lambda().send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '$LATEST' }));
    await open(FunctionName, { Qualifier: 'live' });
    const { host } = await urlOf(FunctionName, 'live');
    expect((await sendTo(host, {})).status).toBe(200);
    await lambda().send(new DeleteAliasCommand({ FunctionName, Name: 'live' }));
    expect((await sendTo(host, {})).body).toBe('{"Message":null}');
  });

  it("is by signature with AWS_IAM: the caller's policies or the function's", async () => {
    const FunctionName = 'signed';
    await createFunction(FunctionName);
    await lambda().send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'AWS_IAM' }));
    const url = await urlOf(FunctionName);
    const call = async (keys: Keys, path = '/p?a=1', service = 'lambda', region = 'us-east-1') => {
      const signing = { ...keys, url: new URL(path, url).href, method: 'POST', body: 'x', service, region };
      const { headers } = await new AwsV4Signer(signing).sign();
      const lines = [...headers].filter(([name]) => name !== 'host').flat();
      return sendTo(url.host, { method: 'POST', path: '/p?a=1', headers: lines, body: 'x' });
    };
    expect((await send(FunctionName)).body).toBe(forbidden);
    const root = await call({ accessKeyId: 'test', secretAccessKey: 'test' });
    expect(root.status, root.body).toBe(200);
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:signed';
    const may = (Action: string) => [{ Action, Resource: arn }];
    const allowed = await keysOf('url-caller', may('lambda:InvokeFunctionUrl'));
    const answer = await call(allowed);
    expect(answer.status, answer.body).toBe(200);
    expect(JSON.parse(answer.body).requestContext).toMatchObject({
      accountId: '000000000000',
      authorizer: {
        iam: {
          accessKey: allowed.accessKeyId,
          accountId: '000000000000',
          callerId: expect.stringMatching(/^AROA.*:test$/),
          cognitoIdentity: null,
          userArn: 'arn:aws:sts::000000000000:assumed-role/url-caller/test',
        },
      },
    });
    const other = await keysOf('url-stranger', may('lambda:InvokeFunction'));
    expect([(await call(other)).status, (await call(other)).body]).toEqual([403, forbidden]);
    const Principal = 'arn:aws:iam::000000000000:role/url-stranger';
    const permission = { ...anyone, FunctionName, Principal, FunctionUrlAuthType: 'AWS_IAM' as const };
    await lambda().send(new AddPermissionCommand(permission));
    expect((await call(other)).status).toBe(200);
    const denies = { Effect: 'Deny', Action: 'lambda:InvokeFunction', Resource: arn };
    const allows = { Effect: 'Allow', Action: 'lambda:InvokeFunctionUrl', Resource: arn };
    const denied = await keysOf('url-denied', [denies, allows]);
    expect((await call(denied)).body).toBe(forbidden);
    const elsewhere = await call(allowed, '/other');
    expect([elsewhere.status, elsewhere.headers['x-amzn-errortype']]).toEqual([
      403,
      'InvalidSignatureException',
    ]);
    expect((await call(allowed, '/p?a=1', 's3')).body).toBe(
      `{"Type":"User","message":"Credential should be scoped to correct service: 'lambda'. "}`,
    );
    expect((await call(allowed, '/p?a=1', 'lambda', 'eu-west-1')).body).toBe(
      '{"Type":"User","message":"Credential should be scoped to a valid region. "}',
    );
    const Condition = { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } };
    const viaUrl = { Action: 'lambda:InvokeFunctionUrl', Resource: arn, Condition };
    expect((await call(await keysOf('url-only', [viaUrl]))).status).toBe(200);
  });
});

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

async function keysOf(role: string, statements: Parameters<typeof asRole>[2]): Promise<Keys> {
  const client = (await asRole(cloud, role, statements))(LambdaClient);
  return client.config.credentials();
}

describe('web pages and a URL', () => {
  it('the settings for CORS respond to a preflight, and add to responses', async () => {
    const FunctionName = 'cors';
    await createFunction(FunctionName);
    const Cors = {
      AllowOrigins: ['http://localhost:5173'],
      AllowMethods: ['GET', 'PUT'],
      AllowHeaders: ['x-own'],
      ExposeHeaders: ['x-shown'],
      AllowCredentials: true,
      MaxAge: 60,
    };
    await open(FunctionName, { Cors });
    const page = ['Origin', 'http://localhost:5173'];
    const asks = [...page, 'Access-Control-Request-Method', 'PUT'];
    const preflight = await send(FunctionName, { method: 'OPTIONS', path: '/throw', headers: asks });
    expect([preflight.status, preflight.body]).toEqual([200, '']);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET,PUT',
      'access-control-allow-headers': 'x-own',
      'access-control-max-age': '60',
    });
    expect(preflight.headers).not.toHaveProperty('access-control-expose-headers');
    const { headers } = await send(FunctionName, { headers: page });
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      vary: 'Origin',
      'access-control-expose-headers': 'x-shown',
    });
    const stranger = await send(FunctionName, { headers: ['Origin', 'http://localhost:1'] });
    expect(stranger.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('the settings for CORS may name every origin or those of a scheme', async () => {
    const FunctionName = 'cors-of-many';
    await createFunction(FunctionName);
    await open(FunctionName);
    const Origin = 'http://localhost:5173';
    for (const [Cors, allowed] of [
      [{ AllowOrigins: ['*'] }, '*'],
      [{ AllowOrigins: ['*'], AllowCredentials: true }, Origin],
      [{ AllowOrigins: ['http://*'] }, Origin],
      [{ AllowOrigins: ['https://*'] }, undefined],
    ] as const) {
      const settings = { FunctionName, Cors: { ...Cors, AllowOrigins: [...Cors.AllowOrigins] } };
      await lambda().send(new UpdateFunctionUrlConfigCommand(settings));
      const { headers } = await send(FunctionName, { headers: ['Origin', Origin] });
      expect([Cors, headers['access-control-allow-origin']]).toEqual([Cors, allowed]);
    }
  });

  it('a page of another site may link to it and nothing else', async () => {
    const foreign = ['Origin', 'https://evil.example', 'Sec-Fetch-Site', 'cross-site'];
    expect((await send('echo', { method: 'POST', headers: foreign })).status).toBe(403);
    const embeds = ['Sec-Fetch-Site', 'cross-site', 'Sec-Fetch-Dest', 'script'];
    expect((await send('echo', { headers: embeds })).status).toBe(403);
    const link = ['Sec-Fetch-Site', 'cross-site', 'Sec-Fetch-Dest', 'document'];
    expect((await send('echo', { headers: link })).status).toBe(200);
  });

  it('works by number too, where what could be a page of the cloud is sandboxed', async () => {
    const [id] = (await urlOf('echo')).host.split('.');
    const html = { statusCode: 200, headers: { 'content-type': 'text/html' }, body: '<p>' };
    const headers = ['Content-Type', 'application/json'];
    const sent = { method: 'POST', path: `/_aws/lambda-url/${id}/x?y`, headers, body: JSON.stringify(html) };
    const answer = await sendTo(new URL(cloud.url()).host, sent);
    expect([answer.status, answer.body]).toEqual([200, '<p>']);
    expect(answer.headers['content-security-policy']).toMatch(/^sandbox /);
    const event = await sendTo(new URL(cloud.url()).host, { path: `/_aws/lambda-url/${id}/x?y` });
    expect(JSON.parse(event.body)).toMatchObject({ rawPath: '/x', rawQueryString: 'y' });
  });
});
