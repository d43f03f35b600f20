import path from 'node:path';
import { APIGatewayClient, GetGatewayResponseCommand } from '@aws-sdk/client-api-gateway';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { deploySample } from '@samples/deployment';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, expect, inject, it } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

const { url, endpoint, outputs, stackName } = inject('sample');
const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };
const cognito = new CognitoIdentityProviderClient(clientConfig(environment));
const { UserPoolId, ClientId } = outputs;

async function deploy(parameters: Record<string, string>): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../../..');
  await deploySample({ sample: 'cloud-logic', root, stackName, environment, parameters, report: () => {} });
}

afterAll(() =>
  deploy({ SignedInOnly: 'no', MinimumPasswordLength: '10', Mfa: 'OPTIONAL', AllowedOrigin: '*' }),
);

it('closes /public of Development, sets the policy of passwords, and requires MFA', async () => {
  expect((await fetch(`${url}/public`)).status).toBe(200);
  await deploy({ SignedInOnly: 'yes', MinimumPasswordLength: '14', Mfa: 'ON' });
  expect((await fetch(`${url}/public`)).status).toBe(403);
  expect((await fetch(`${url.replace('/Development/', '/Production/')}/public`)).status).toBe(200);
  const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
  expect(UserPool).toMatchObject({
    MfaConfiguration: 'ON',
    Policies: { PasswordPolicy: { MinimumLength: 14 } },
  });
});

it('lets pages of one origin call the API, and read also what API Gateway responds itself', async () => {
  await deploy({ AllowedOrigin: 'https://app.example' });
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
