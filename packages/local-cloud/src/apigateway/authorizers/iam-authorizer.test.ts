import { AwsV4Signer } from 'aws4fetch';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { createIam, type Iam } from '../../iam/iam.ts';
import { policyOf } from '../testing/authorizers.ts';
import { api, invocationUri, proxyMethod, proxyTo } from '../testing/definitions.ts';
import { type ClientRequest, type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi | undefined;
let iam: Iam;

afterEach(async () => {
  await served?.stop();
  served = undefined;
});

const auth = { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } };
const definition = (members: object = {}) =>
  api({ '/pets/{id}': { get: { ...proxyMethod, ...auth } } }, members);

async function serve(members: object = {}): Promise<ServedApi> {
  iam = createIam(defaultAccount);
  served = await serveApi(definition(members), undefined, {}, { iam });
  return served;
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const root: Keys = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Credentials of a role whose one policy is this. */
async function roleWith(policy: object): Promise<Keys> {
  const AssumeRolePolicyDocument = JSON.stringify({ Statement: [] });
  const { Role } = await iam.operations.CreateRole({ RoleName: 'caller', AssumeRolePolicyDocument });
  const PolicyDocument = JSON.stringify(policy);
  await iam.operations.PutRolePolicy({ RoleName: 'caller', PolicyName: 'p', PolicyDocument });
  const keys = iam.assumeRole(Role?.Arn ?? '', 'me');
  return {
    accessKeyId: keys.AccessKeyId,
    secretAccessKey: keys.SecretAccessKey,
    sessionToken: keys.SessionToken,
  };
}

async function signed(keys: Keys, path = '/pets/1', signQuery = false): Promise<ClientRequest> {
  const url = `http://${served?.host}/test${path}${signQuery ? '?X-Amz-Expires=60' : ''}`;
  const signing = { ...keys, url, service: 'execute-api', region: 'us-east-1', signQuery };
  const { headers, url: target } = await new AwsV4Signer(signing).sign();
  return { target: target.pathname + target.search, headers: [...headers].flat() };
}

describe('AWS_IAM', () => {
  it("AU-9: admits the account's root, by signed headers and by a presigned URL", async () => {
    const { send } = await serve();
    expect((await send(await signed(root))).status).toBe(200);
    expect((await send(await signed(root, '/pets/1', true))).status).toBe(200);
  });

  it('AU-9: refuses an unsigned call with Missing Authentication Token', async () => {
    const { send } = await serve();
    const { status, headers, json } = await send({ path: '/pets/1' });
    expect([status, json]).toEqual([403, { message: 'Missing Authentication Token' }]);
    expect(headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
  });

  it.each([
    ['Bearer abc', /^Invalid key=value pair \(missing equal-sign\) in Authorization header \(hashed/],
    [
      'abc',
      /^Authorization header requires 'Credential' parameter\. Authorization header requires 'Signature'/,
    ],
    [
      'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=00',
      /^Authorization header requires existence of/,
    ],
  ])('AU-9: says what %s lacks of a signature', async (authorization, message) => {
    const { send } = await serve();
    const answer = await send({ path: '/pets/1', headers: ['Authorization', authorization] });
    expect(answer.status).toBe(403);
    expect(answer.headers['x-amzn-errortype']).toBe('IncompleteSignatureException');
    expect((answer.json as { message: string }).message).toMatch(message);
  });

  it('AU-9: responds with 403 to any malformed Authorization header', async () => {
    const { send } = await serve();
    const part = fc.constantFrom(
      'AWS4-HMAC-SHA256 ',
      'Credential=test/20260101/us-east-1/execute-api/aws4_request',
      ', ',
    );
    const list = fc.constantFrom('SignedHeaders=host;__proto__', 'Signature=00', 'Signature=', '=', ' ');
    const text = fc.array(fc.oneof(part, list, fc.stringMatching(/^[\x21-\x7e]*$/)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (parts, isDated) => {
        const date = isDated ? ['X-Amz-Date', '20260101T000000Z'] : [];
        const headers = ['Authorization', parts.join(''), ...date];
        expect((await send({ path: '/pets/1', headers })).status).toBe(403);
      }),
      { numRuns: 150 },
    );
  });

  it("AU-9: refuses what a role's policies do not allow, and what they deny", async () => {
    const { send, apiId } = await serve();
    const arn = `arn:aws:execute-api:us-east-1:000000000000:${apiId}/test/GET/pets`;
    const allow = policyOf('Allow', [`${arn}/1*`]).Statement;
    const deny = policyOf('Deny', [`${arn}/13`]).Statement;
    const keys = await roleWith({ Statement: [...allow, ...deny] });
    expect((await send(await signed(keys, '/pets/12'))).status).toBe(200);
    const refused = (id: number, ending = '') =>
      `{"Message":"User: arn:aws:sts::000000000000:assumed-role/caller/me is not authorized to perform: execute-api:Invoke on resource: ${arn.replace('000000000000', '********0000')}/${id}${ending}"}`;
    const missing = await send(await signed(keys, '/pets/2'));
    expect([missing.status, missing.text]).toEqual([403, refused(2)]);
    expect(missing.headers['x-amzn-errortype']).toBe('AccessDeniedException');
    expect((await send(await signed(keys, '/pets/13'))).text).toBe(refused(13, ' with an explicit deny'));
  });

  it('AU-9: refuses temporary keys without their token, and after their end', async () => {
    const { send } = await serve();
    const { sessionToken: _token, ...keys } = await roleWith(policyOf('Allow'));
    const answer = await send(await signed(keys));
    expect(answer.json).toEqual({ message: 'The security token included in the request is invalid.' });
    expect(answer.headers['x-amzn-errortype']).toBe('UnrecognizedClientException');
    const { signerOf } = iam;
    const expired = { ...iam, signerOf: (id: string) => ({ ...signerOf(id), expiresAt: 1 }) } as Iam;
    await served?.stop();
    served = await serveApi(definition(), undefined, {}, { iam: expired });
    const late = await served.send(await signed(root));
    expect(late.json).toEqual({ message: 'The security token included in the request is expired' });
    expect(late.headers['x-amzn-errortype']).toBe('ExpiredTokenException');
  });

  it('EV-15: shows the caller in the identity', async () => {
    const { eventOf } = await serve();
    const keys = await roleWith(policyOf('Allow'));
    const { requestContext } = await eventOf(await signed(keys));
    const caller = expect.stringMatching(/^AROA[A-Z0-9]+:me$/);
    expect(requestContext.identity).toMatchObject({
      accountId: '000000000000',
      accessKey: keys.accessKeyId,
      caller,
      user: caller,
      userArn: 'arn:aws:sts::000000000000:assumed-role/caller/me',
      cognitoIdentityId: null,
      sourceIp: '127.0.0.1',
    });
    expect(requestContext).not.toHaveProperty('authorizer');
  });

  it("uses the caller's credentials for an integration that is configured so", async () => {
    const asCaller = { credentials: 'arn:aws:iam::*:user/*' };
    const signedOnly = { ...proxyTo(invocationUri, asCaller), ...auth };
    const paths = { '/pets/{id}': { get: signedOnly }, '/open': { get: proxyTo(invocationUri, asCaller) } };
    iam = createIam(defaultAccount);
    served = await serveApi(api(paths), undefined, {}, { iam });
    expect((await served.send(await signed(root))).status).toBe(200);
    expect(served.lastInvocation()).not.toHaveProperty('principal');
    const keys = await roleWith({ Statement: policyOf('Allow').Statement });
    expect((await served.send(await signed(keys))).status).toBe(500);
    const mayInvoke = {
      Effect: 'Allow',
      Action: ['execute-api:Invoke', 'lambda:InvokeFunction'],
      Resource: '*',
    };
    const PolicyDocument = JSON.stringify({ Statement: [mayInvoke] });
    await iam.operations.PutRolePolicy({ RoleName: 'caller', PolicyName: 'p', PolicyDocument });
    expect((await served.send(await signed(keys))).status).toBe(200);
    expect((await served.send({ path: '/open' })).status).toBe(500);
  });

  it("evaluates the resource policy together with the caller's policies", async () => {
    const role = { Principal: { AWS: 'arn:aws:iam::000000000000:role/caller' } };
    const denied = { Principal: '*' };
    const statements = [
      ...policyOf('Allow', 'execute-api:/test/GET/pets/1', role).Statement,
      ...policyOf('Deny', 'execute-api:/test/GET/pets/2', denied).Statement,
    ];
    const { send } = await serve({ 'x-amazon-apigateway-policy': { Statement: statements } });
    const keys = await roleWith(policyOf('Allow', '*/GET/pets/3'));
    const statusOf = async (who: Keys, path: string) => (await send(await signed(who, path))).status;
    expect(await statusOf(keys, '/pets/1')).toBe(200);
    expect(await statusOf(keys, '/pets/2')).toBe(403);
    expect(await statusOf(keys, '/pets/3')).toBe(200);
    expect(await statusOf(keys, '/pets/4')).toBe(403);
    expect(await statusOf(root, '/pets/2')).toBe(403);
    expect(await statusOf(root, '/pets/4')).toBe(200);
  });
});
