import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { decodeJwt, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { hostedPool } from '../testing/hosted-pool.ts';
import { samlProvider } from '../testing/saml-provider.ts';

const cloud = withCloud();
const provider = 'cognito-identity.amazonaws.com';
let identities: CognitoIdentityClient;
let IdentityPoolId = '';
let RoleArn = '';
let Logins: Record<string, string> = {};
const pool = { IdentityPoolName: 'classic', AllowUnauthenticatedIdentities: true, AllowClassicFlow: true };

beforeAll(async () => {
  identities = cloud.client(CognitoIdentityClient);
  const users = await hostedPool(cloud);
  const saml = await samlProvider(users, 'Idp');
  const { content, relayState, browser } = await saml.begin();
  const { parameters } = await saml.respond(saml.samlResponse(content, saml.key), relayState, browser);
  const { body } = await users.exchange(parameters.get('code'), { client_id: saml.ClientId });
  const ProviderName = `cognito-idp.us-east-1.amazonaws.com/${users.UserPoolId}`;
  Logins = { [ProviderName]: body.id_token };
  const CognitoIdentityProviders = [{ ProviderName, ClientId: saml.ClientId }];
  const created = await identities.send(new CreateIdentityPoolCommand({ ...pool, CognitoIdentityProviders }));
  IdentityPoolId = created.IdentityPoolId ?? '';
  RoleArn = await createRole('members', 'authenticated');
});

async function createRole(RoleName: string, amr: string): Promise<string> {
  const iam = cloud.client(IAMClient);
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${provider}:aud`]: IdentityPoolId },
      'ForAnyValue:StringLike': { [`${provider}:amr`]: amr },
    },
  };
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const allowed = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [allowed] });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'buckets', PolicyDocument }));
  return Role?.Arn ?? '';
}

async function openIdToken(logins: Record<string, string>) {
  const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId, Logins: logins }));
  const { Token = '' } = await identities.send(new GetOpenIdTokenCommand({ IdentityId, Logins: logins }));
  return { IdentityId, Token };
}

function assume(WebIdentityToken: string, more: object = {}) {
  const input = { RoleArn, RoleSessionName: 'web', WebIdentityToken, ...more };
  return cloud.client(STSClient).send(new AssumeRoleWithWebIdentityCommand(input));
}

describe('the basic flow', () => {
  it('CG-78: returns a token for a user of a provider, for ten minutes', async () => {
    const { IdentityId, Token } = await openIdToken(Logins);
    const claims = decodeJwt(Token);
    const [name = ''] = Object.keys(Logins);
    expect(claims).toMatchObject({ sub: IdentityId, aud: IdentityPoolId, iss: `https://${provider}` });
    expect(claims.amr).toEqual(['authenticated', name, expect.stringContaining(`${name}:CognitoSignIn:`)]);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(600);
  });

  it('CG-79: gives credentials of a role that trusts the token, without a signature', async () => {
    const { IdentityId, Token } = await openIdToken(Logins);
    const result = await assume(Token, { DurationSeconds: 900 });
    expect(result).toMatchObject({
      SubjectFromWebIdentityToken: IdentityId,
      Provider: provider,
      Audience: IdentityPoolId,
    });
    const left = (result.Credentials?.Expiration?.getTime() ?? 0) - Date.now();
    expect(left).toBeLessThanOrEqual(900_000);
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = result.Credentials ?? {};
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    const options = { endpoint: cloud.url(), region: 'us-east-1', credentials, forcePathStyle: true };
    const { Arn } = await new STSClient(options).send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(result.AssumedRoleUser?.Arn);
    expect((await new S3Client(options).send(new ListBucketsCommand({}))).Buckets).toEqual([]);
    await expect(
      new CognitoIdentityClient(options).send(new CreateIdentityPoolCommand(pool)),
    ).rejects.toThrow('is not authorized to perform: cognito-identity:CreateIdentityPool');
  });

  it('CG-79: refuses guests of a role for members, other issuers, and what is not signed here', async () => {
    const guest = await openIdToken({});
    await expect(assume(guest.Token)).rejects.toThrow(
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    );
    const { Token } = await openIdToken(Logins);
    await expect(assume(Token, { RoleArn: `${RoleArn}x` })).rejects.toThrow('Not authorized');
    await expect(assume(Object.values(Logins)[0] ?? '')).rejects.toThrow('No OpenIDConnect provider found');
    const forged = await new SignJWT(decodeJwt(Token))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.alloc(32));
    await expect(assume(forged)).rejects.toThrow('signature is wrong');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Token.split('.')[1]}.`;
    await expect(assume(none)).rejects.toThrow('signature is wrong');
    await expect(assume('xxxx')).rejects.toThrow('not a valid JWT');
    await expect(assume(Token, { DurationSeconds: 43_200 })).rejects.toThrow('MaxSessionDuration');
    await expect(assume(Token, { Policy: '{}' })).rejects.toThrow('Policy of AssumeRoleWithWebIdentity');
  });

  it('is open to pages of this machine, and closed to others and to all other calls without a signature', async () => {
    const { Token } = await openIdToken(Logins);
    const send = async (origin: string, form: Record<string, string>) => {
      const body = new URLSearchParams({ Version: '2011-06-15', ...form });
      return fetch(cloud.url(), { method: 'POST', headers: { origin }, body });
    };
    const form = {
      Action: 'AssumeRoleWithWebIdentity',
      RoleArn,
      RoleSessionName: 'web',
      WebIdentityToken: Token,
    };
    expect((await send('http://localhost:5173', form)).status).toBe(200);
    expect((await send('https://evil.example', form)).status).toBe(403);
    for (const Action of ['GetCallerIdentity', 'AssumeRole']) {
      expect((await send('http://localhost:5173', { Action, RoleArn, RoleSessionName: 'me' })).status).toBe(
        403,
      );
    }
    expect((await send('http://localhost:5173', { Action: 'DescribeStacks' })).status).toBe(400);
  });

  it('CG-78: is refused where the pool does not allow it, and its tokens with it', async () => {
    const { IdentityId, Token } = await openIdToken({});
    const changed = { ...pool, IdentityPoolId, AllowClassicFlow: false };
    await identities.send(new UpdateIdentityPoolCommand(changed));
    await expect(identities.send(new GetOpenIdTokenCommand({ IdentityId }))).rejects.toThrow(
      'Basic (classic) flow is not enabled, please use enhanced flow.',
    );
    await expect(assume(Token)).rejects.toThrow('The identity is unknown.');
  });
});
