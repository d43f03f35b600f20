import { createHmac } from 'node:crypto';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { expect, it } from 'vitest';
import { jsonService } from '../aws/json-protocol.ts';
import type { Operations } from '../aws/service.ts';
import { vanishedMembers } from '../testing/vanished-members.ts';
import { cognitoInputTypes } from './cognito-input-types.ts';
import { cognitoOperations } from './operations.ts';
import { password, testPool } from './testing/user-pool.ts';
import { createSigningKeys } from './tokens/signing-keys.ts';

// Each operation has a pool of its own, and an RSA key takes a tenth of a second.
const keys = createSigningKeys();

/** Members that are ignored, and why. */
const ignored: readonly (readonly [RegExp, string])[] = [
  [/ (UserContextData|ContextData)\b/, 'Only threat protection reads them; apps send them to every pool.'],
  [
    / AnalyticsMetadata\b/,
    'It goes to Amazon Pinpoint, and a client with AnalyticsConfiguration is refused.',
  ],
  [/^VerifySoftwareToken FriendlyDeviceName$/, 'No operation of AWS shows it.'],
  [
    /^RevokeToken RevokeAssociatedSessions$/,
    'Without session tracking, which pools refuse, it has no effect.',
  ],
];

const samples = {
  Username: 'jane',
  'AdminConfirmSignUp.Username': 'unconfirmed',
  'AdminCreateUser.Username': 'new',
  'ConfirmSignUp.Username': 'unconfirmed',
  'ResendConfirmationCode.Username': 'unconfirmed',
  'SignUp.Username': 'new',
  Password: password,
  ProposedPassword: password,
  'ChangePassword.*': { PreviousPassword: password },
  'SignUp.*': { Password: password },
  UserAttributes: [{ Name: 'email', Value: 'new@example.com' }],
  'UserAttributes.Name': 'email',
  AttributeName: 'email',
  'MFAOptions.AttributeName': 'email',
  AuthFlow: 'USER_PASSWORD_AUTH',
  'AdminInitiateAuth.AuthFlow': 'ADMIN_USER_PASSWORD_AUTH',
  ChallengeName: 'NEW_PASSWORD_REQUIRED',
  'RespondToAuthChallenge.*': { ChallengeResponses: { USERNAME: 'jane' } },
  'AdminRespondToAuthChallenge.*': { ChallengeResponses: { USERNAME: 'jane' } },
  GroupName: 'group',
  'CreateGroup.GroupName': 'new',
  Identifier: 'server',
  'CreateResourceServer.Identifier': 'new',
  Domain: 'domain',
  Routing: { Failover: { SecondaryRegion: 'us-west-2' } },
  WebAuthnConfiguration: { RelyingPartyId: 'example.com' },
  LambdaArn: 'arn:aws:lambda:us-east-1:000000000000:function:trigger',
  LambdaVersion: 'V1_0',
  'SetUserPoolMfaConfig.*': { MfaConfiguration: 'OPTIONAL' },
  ProviderName: 'provider',
  'CreateIdentityProvider.ProviderName': 'new',
  ProviderType: 'OIDC',
  AttributeMapping: { email: 'email' },
  ProviderDetails: {
    client_id: 'client',
    oidc_issuer: 'https://idp.example',
    authorize_url: 'https://idp.example/authorize',
    token_url: 'https://idp.example/token',
    attributes_url: 'https://idp.example/user',
    jwks_uri: 'https://idp.example/keys',
  },
};

async function prepare(operation: string) {
  const pool = testPool({
    createKeys: () => keys,
    pool: { DeviceConfiguration: { ChallengeRequiredOnNewDevice: false } },
    client: {
      ExplicitAuthFlows: [
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
      ],
    },
  });
  const { operations, UserPoolId, ClientId } = pool;
  await pool.signUp('unconfirmed', 'unconfirmed@example.com');
  await pool.signUpAndConfirm();
  const { AuthenticationResult: tokens } = await pool.signIn();
  const { AccessToken = '', RefreshToken = '', NewDeviceMetadata } = tokens ?? {};
  const DeviceKey = NewDeviceMetadata?.DeviceKey ?? '';
  if (operation !== 'ConfirmDevice') await operations.ConfirmDevice({ AccessToken, DeviceKey });
  operations.CreateGroup({ UserPoolId, GroupName: 'group' });
  operations.CreateUserPoolDomain({ UserPoolId, Domain: 'domain' });
  operations.CreateResourceServer({ UserPoolId, Identifier: 'server', Name: 'server' });
  const { ProviderDetails } = samples;
  if (operation.includes('IdentityProvider'))
    await operations.CreateIdentityProvider({
      UserPoolId,
      ProviderName: 'provider',
      ProviderType: 'OIDC',
      ProviderDetails,
    });
  if (operation === 'ConfirmForgotPassword') await operations.ForgotPassword({ ClientId, Username: 'jane' });
  const ConfirmationCode = pool.lastCode(
    operation === 'ConfirmSignUp' ? 'unconfirmed@example.com' : 'jane@example.com',
  );
  return {
    operations,
    samples: {
      ...{ UserPoolId, ClientId, AccessToken, RefreshToken, DeviceKey, ConfirmationCode },
      'ForgetDevice.*': { AccessToken },
      'GetDevice.*': { AccessToken },
      ...(operation === 'GetTokensFromRefreshToken' || operation === 'RevokeToken'
        ? await withSecret(pool, operation)
        : {}),
    },
    shown: () =>
      operations.ListUserPools({ MaxResults: 60 }).UserPools?.map(({ Id, Name: PoolName }) => ({
        PoolName,
        ...operations.DescribeUserPool({ UserPoolId: Id }),
      })),
    serve: (traced: typeof operations) =>
      jsonService({
        signingName: 'cognito-idp',
        version: '1.1',
        operations: traced as unknown as Operations,
        inputTypes: cognitoInputTypes,
      }),
  };
}

/** Only a client that has a secret reads the one that is sent. */
async function withSecret({ operations, UserPoolId }: ReturnType<typeof testPool>, operation: string) {
  const { UserPoolClient } = operations.CreateUserPoolClient({
    UserPoolId,
    ClientName: 'server',
    GenerateSecret: true,
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  const { ClientId = '', ClientSecret = '' } = UserPoolClient ?? {};
  const SECRET_HASH = createHmac('sha256', ClientSecret).update(`jane${ClientId}`).digest('base64');
  const AuthParameters = { USERNAME: 'jane', PASSWORD: password, SECRET_HASH };
  const AuthFlow = 'USER_PASSWORD_AUTH';
  const { AuthenticationResult } = await operations.InitiateAuth({ ClientId, AuthFlow, AuthParameters });
  const RefreshToken = AuthenticationResult?.RefreshToken;
  return { ClientId, RefreshToken, Token: RefreshToken, [`${operation}.*`]: { ClientSecret } };
}

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.CognitoIdentityProviderClient,
    operations: Object.keys(cognitoOperations),
    prepare,
    samples,
    isKnown: (operation, path) => ignored.some(([pattern]) => pattern.test(`${operation} ${path}`)),
  });
  expect(vanished).toEqual([]);
});
