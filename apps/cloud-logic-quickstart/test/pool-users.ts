import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientConfig } from '@samples/localstack-client';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import type { Configuration } from '../src/configuration.ts';

const { endpoint, url } = inject('sample');
export const cognito = new CognitoIdentityProviderClient(
  clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint }),
);
const configured = await fetch(`${url}/config.json`);
export const configuration = (await configured.json()) as Configuration;
const { userPoolId: UserPoolId } = configuration;

/** A user who has to choose another password than this one. */
export async function inviteUser(TemporaryPassword: string): Promise<string> {
  const Username = `${crypto.randomUUID()}@example.com`;
  const UserAttributes = [
    { Name: 'email', Value: Username },
    { Name: 'email_verified', Value: 'true' },
  ];
  const user = { UserPoolId, Username, UserAttributes, TemporaryPassword };
  await cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  return Username;
}

/** A user who can sign in at once. */
export async function newUser(): Promise<string> {
  const Password = 'correct horse 1';
  const Username = await inviteUser(Password);
  await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
  return Username;
}

/** The code that the user pool has sent to an address, once there is one. */
export async function codeFor(email: string): Promise<string> {
  for (;;) {
    const response = await fetch(`${endpoint}/_cloud/inbox.json?to=${encodeURIComponent(email)}`);
    const { messages } = (await response.json()) as { messages: { text: string }[] };
    const [code] = /\d{6}/.exec(messages.at(-1)?.text ?? '') ?? [];
    if (code) return code;
  }
}
