import path from 'node:path';
import { APIGatewayClient, GetGatewayResponseCommand } from '@aws-sdk/client-api-gateway';
import {
  CognitoIdentityProviderClient,
  DescribeIdentityProviderCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { cloudLogicClient } from '@samples/cloud-logic-client';
import { createDemoIdentityProvider, type DemoIdentityProvider } from '@samples/demo-identity-provider';
import { deploySample } from '@samples/deployment';
import { clientConfig, isLoopback } from '@samples/localstack-client';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addUser } from '../scripts/app-sign-in.ts';
import { type AppUser, appUser } from './app-user.ts';
import { companySignIn } from './company-sign-in.ts';

const { url, endpoint, outputs, stackName } = inject('sample');
const { UserPoolId = '', ClientId = '', IdentityPoolId: identityPoolId = '' } = outputs;
const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };
const cognito = new CognitoIdentityProviderClient(clientConfig(environment));
const isEmbedded = isLoopback(endpoint);
const callbackUrl = 'http://localhost:5173/';

const defaults = {
  SignedInOnly: 'no',
  MinimumPasswordLength: '10',
  Mfa: 'OPTIONAL',
  AllowedOrigin: '*',
  SamlMetadataUrl: '',
  CallbackUrl: callbackUrl,
};

/** With the defaults for all other parameters. */
async function deploy(changed: Record<string, string>): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../../..');
  const parameters = { ...defaults, ...changed };
  await deploySample({ sample: 'cloud-logic', root, stackName, environment, parameters, report: () => {} });
}

afterAll(() => deploy({}));

describe('a strict stack', () => {
  let user: AppUser;
  beforeAll(async () => {
    user = await appUser('signed-in@example.com');
    await deploy({ SignedInOnly: 'yes', MinimumPasswordLength: '16', Mfa: 'ON' });
  });

  it('closes /public of Development, and leaves Production open', async () => {
    expect((await fetch(`${url}/public`)).status).toBe(403);
    expect((await user.byIam('GET', '/public')).status).toBe(200);
    expect((await fetch(`${url.replace('/Development/', '/Production/')}/public`)).status).toBe(200);
  });

  it('asks for longer passwords', async () => {
    const signUp = (Password: string) =>
      cognito.send(new SignUpCommand({ ClientId, Username: 'new@example.com', Password }));
    await expect(signUp('15 characters 1')).rejects.toThrow(
      'Password did not conform with policy: Password not long enough',
    );
    await expect(signUp('numbers are missing')).rejects.toThrow('Password must have numeric characters');
    expect((await signUp('16 characters 12')).UserConfirmed).toBe(false);
  });

  it('asks for an authenticator app', async () => {
    const login = { email: 'second-factor@example.com', password: 'correct horse 12' };
    await addUser(cognito, UserPoolId, login);
    const pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: `${endpoint}/` });
    const details = new AuthenticationDetails({ Username: login.email, Password: login.password });
    const challenge = await new Promise((resolve, onFailure) =>
      new CognitoUser({ Username: login.email, Pool: pool }).authenticateUser(details, {
        onSuccess: () => resolve('signed in'),
        onFailure,
        mfaSetup: resolve,
      }),
    );
    expect(challenge).toBe('MFA_SETUP');
  });

  it('offers no sign-in by a company, whose metadata is not given', async () => {
    const pool = { UserPoolId, ClientId };
    const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand(pool));
    expect(UserPoolClient).toMatchObject({
      SupportedIdentityProviders: ['COGNITO'],
      CallbackURLs: [callbackUrl],
    });
  });
});

describe('a stack for one web app and the users of a company', () => {
  let company: DemoIdentityProvider;
  beforeAll(async () => {
    company = await createDemoIdentityProvider();
    await deploy({ AllowedOrigin: 'https://app.example', SamlMetadataUrl: company.metadataUrl, Mfa: 'OFF' });
  });
  afterAll(() => company.stop());

  it('lets the app read responses, also those of API Gateway itself', async () => {
    const responses = await Promise.all([
      fetch(`${url}/public`),
      fetch(`${url}/token/notes`),
      fetch(`${url}/token/notes`, { method: 'OPTIONS' }),
    ]);
    for (const { headers } of responses) {
      expect(headers.get('access-control-allow-origin')).toBe('https://app.example');
    }
    const gatewayResponse = { restApiId: outputs.ApiId, responseType: 'DEFAULT_5XX' } as const;
    const apiGateway = new APIGatewayClient(clientConfig(environment));
    const { responseParameters } = await apiGateway.send(new GetGatewayResponseCommand(gatewayResponse));
    expect(responseParameters).toMatchObject({
      'gatewayresponse.header.Access-Control-Allow-Origin': "'https://app.example'",
    });
  });

  it('has no MFA, and the provider of the company', async () => {
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool?.MfaConfiguration).toBe('OFF');
    const pool = { UserPoolId, ClientId };
    const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand(pool));
    expect(UserPoolClient?.SupportedIdentityProviders).toEqual(['COGNITO', 'Company']);
    const provider = { UserPoolId, ProviderName: 'Company' };
    const { IdentityProvider } = await cognito.send(new DescribeIdentityProviderCommand(provider));
    expect(IdentityProvider).toMatchObject({
      ProviderType: 'SAML',
      ProviderDetails: { MetadataURL: company.metadataUrl },
    });
  });

  it.runIf(isEmbedded)('lets its users sign in, and keep notes by token and by signature', async () => {
    const client = async (user: string) => {
      const { id_token: idToken } = await companySignIn({ endpoint, outputs, callbackUrl }, user);
      const session = { idToken: async () => idToken, refresh: async () => undefined };
      const identities = { identityPoolId, userPoolId: UserPoolId, endpoint };
      return cloudLogicClient({ url, session, identities });
    };
    const ada = await client('ada@example.com');
    const { data: note } = await ada.POST('/notes', { body: { text: 'by an account of the company' } });
    expect((await ada.GET('/token/notes')).data).toEqual({ notes: [note] });
    const grace = await client('grace@example.com');
    expect((await grace.GET('/notes')).data).toEqual({ notes: [] });
    // The same person is the same user the next time.
    expect((await (await client('ada@example.com')).GET('/notes')).data).toEqual({ notes: [note] });
  });
});

it.runIf(isEmbedded)('a VPC is refused where there is none, by name, and nothing changes', async () => {
  const parameters = { VpcId: 'vpc-0123456789abcdef0', SubnetIds: 'subnet-0123456789abcdef0' };
  await expect(deploy(parameters)).rejects.toThrow(
    'AWS::EC2::SecurityGroup is not offered by this embedded cloud.',
  );
});
