import path from 'node:path';
import { APIGatewayClient, GetGatewayResponseCommand } from '@aws-sdk/client-api-gateway';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { deploySample } from '@samples/deployment';
import { clientConfig, isLoopback } from '@samples/localstack-client';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { afterAll, expect, inject, it } from 'vitest';
import { addUser } from '../scripts/app-sign-in.ts';
import { appUser } from './app-user.ts';

const { url, endpoint, outputs, stackName } = inject('sample');
const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };
const cognito = new CognitoIdentityProviderClient(clientConfig(environment));
const { UserPoolId = '', ClientId = '' } = outputs;

async function deploy(parameters: Record<string, string>): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../../..');
  await deploySample({ sample: 'cloud-logic', root, stackName, environment, parameters, report: () => {} });
}

afterAll(() =>
  deploy({ SignedInOnly: 'no', MinimumPasswordLength: '10', Mfa: 'OPTIONAL', AllowedOrigin: '*' }),
);

it('closes /public of Development, and leaves Production open', async () => {
  const user = await appUser('signed-in@example.com');
  expect((await fetch(`${url}/public`)).status).toBe(200);
  await deploy({ SignedInOnly: 'yes', MinimumPasswordLength: '16', Mfa: 'ON' });
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

it('asks for an authenticator app where MFA is required', async () => {
  const login = { email: 'second-factor@example.com', password: 'correct horse 12' };
  await addUser(cognito, UserPoolId, login);
  const pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: `${endpoint}/` });
  const user = new CognitoUser({ Username: login.email, Pool: pool });
  const details = new AuthenticationDetails({ Username: login.email, Password: login.password });
  const challenge = await new Promise((resolve, onFailure) =>
    user.authenticateUser(details, { onSuccess: () => resolve('signed in'), onFailure, mfaSetup: resolve }),
  );
  expect(challenge).toBe('MFA_SETUP');
});

it.runIf(isLoopback(endpoint))(
  'refuses a VPC where there is none, by name, and changes nothing',
  async () => {
    const parameters = { VpcId: 'vpc-0123456789abcdef0', SubnetIds: 'subnet-0123456789abcdef0' };
    await expect(deploy(parameters)).rejects.toThrow(
      'AWS::EC2::SecurityGroup is not offered by this embedded cloud.',
    );
  },
);

it('lets pages of one origin call the API, and read also what API Gateway responds itself; turns MFA off', async () => {
  await deploy({ AllowedOrigin: 'https://app.example', SignedInOnly: 'no', Mfa: 'OFF' });
  const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
  expect(UserPool?.MfaConfiguration).toBe('OFF');
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

it('offers no sign-in by a company unless its metadata is given', async () => {
  const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  expect(UserPoolClient).toMatchObject({
    SupportedIdentityProviders: ['COGNITO'],
    CallbackURLs: ['http://localhost:5173/'],
  });
});
