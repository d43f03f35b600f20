import path from 'node:path';
import {
  CognitoIdentityProviderClient,
  DescribeIdentityProviderCommand,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { cloudLogicClient } from '@samples/cloud-logic-client';
import { createDemoIdentityProvider, type DemoIdentityProvider } from '@samples/demo-identity-provider';
import { deploySample } from '@samples/deployment';
import { clientConfig, isLoopback } from '@samples/localstack-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import { companySignIn } from './company-sign-in.ts';

const { url, endpoint, outputs, stackName } = inject('sample');
const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };
const cognito = new CognitoIdentityProviderClient(clientConfig(environment));
const { UserPoolId = '', ClientId, IdentityPoolId: identityPoolId = '' } = outputs;
const callbackUrl = 'http://localhost:5173/';

async function deploy(SamlMetadataUrl: string): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../../..');
  const parameters = { SamlMetadataUrl, CallbackUrl: callbackUrl };
  await deploySample({ sample: 'cloud-logic', root, stackName, environment, parameters, report: () => {} });
}

describe('where the metadata of a company is given', () => {
  let company: DemoIdentityProvider;
  beforeAll(async () => {
    company = await createDemoIdentityProvider();
    await deploy(company.metadataUrl);
  });
  afterAll(async () => {
    await deploy('');
    await company.stop();
  });

  it('the app offers its sign-in', async () => {
    const { UserPoolClient } = await cognito.send(
      new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
    );
    expect(UserPoolClient?.SupportedIdentityProviders).toEqual(['COGNITO', 'Company']);
    const { IdentityProvider } = await cognito.send(
      new DescribeIdentityProviderCommand({ UserPoolId, ProviderName: 'Company' }),
    );
    expect(IdentityProvider).toMatchObject({
      ProviderType: 'SAML',
      ProviderDetails: { MetadataURL: company.metadataUrl },
    });
  });

  it.runIf(isLoopback(endpoint))('its users sign in, and keep notes by token and by signature', async () => {
    const signIn = (user: string) => companySignIn({ endpoint, outputs, callbackUrl }, user);
    const client = async (user: string) => {
      const { id_token: idToken } = await signIn(user);
      const session = { idToken: async () => idToken, refresh: async () => undefined };
      return cloudLogicClient({
        url,
        session,
        identities: { identityPoolId, userPoolId: UserPoolId, endpoint },
      });
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
