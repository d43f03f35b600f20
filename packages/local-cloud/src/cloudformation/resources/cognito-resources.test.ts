import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  AdminListGroupsForUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  InitiateAuthCommand,
  ListIdentityProvidersCommand,
  ListResourceServersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();
const ref = (Ref: string) => ({ Ref });
const att = (name: string) => ({ 'Fn::GetAtt': name.split('.') });
const password = 'Pässw0rd-€😀';
const email = 'jane@example.com';

/** An API of which every method wants a token of the pool: an ID token, or an access token with the scope. */
const method = (security: object) => ({
  security: [security],
  responses: { 200: { description: 'ok' } },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: {
      default: {
        statusCode: '200',
        responseTemplates: {
          'application/json':
            '{"email": "$context.authorizer.claims.email", "groups": "$context.authorizer.claims[\'cognito:groups\']"}',
        },
      },
    },
  },
});

const definition = {
  swagger: '2.0',
  info: { title: 'guarded', version: '1' },
  paths: {
    '/id': { get: method({ users: [] }) },
    '/access': { get: method({ users: ['aws.cognito.signin.user.admin'] }) },
  },
  securityDefinitions: {
    users: {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authtype': 'cognito_user_pools',
      'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [att('Users.Arn')] },
    },
  },
};

function template(pool: object = {}) {
  const UserPoolId = ref('Users');
  const ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
  return {
    Resources: {
      Users: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          UsernameAttributes: ['email'],
          Policies: { PasswordPolicy: { MinimumLength: '10', RequireSymbols: 'true' } },
          Schema: [{ Name: 'team', AttributeDataType: 'String' }],
          // Kept without effect.
          UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
          ...pool,
        },
      },
      App: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId, ExplicitAuthFlows } },
      Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { UserPoolId, Domain: 'guarded' } },
      Company: {
        Type: 'AWS::Cognito::UserPoolIdentityProvider',
        Properties: {
          UserPoolId,
          ProviderName: 'Company',
          ProviderType: 'OIDC',
          ProviderDetails: {
            client_id: 'us',
            client_secret: 'secret',
            authorize_scopes: 'openid email',
            oidc_issuer: 'https://idp.example',
            authorize_url: 'https://idp.example/authorize',
            token_url: 'https://idp.example/token',
            attributes_url: 'https://idp.example/user',
            jwks_uri: 'https://idp.example/keys',
          },
          AttributeMapping: { email: 'email' },
        },
      },
      Notes: {
        Type: 'AWS::Cognito::UserPoolResourceServer',
        Properties: {
          UserPoolId,
          Identifier: 'notes',
          Name: 'Notes',
          Scopes: [{ ScopeName: 'read', ScopeDescription: 'Reads notes' }],
        },
      },
      Web: {
        Type: 'AWS::Cognito::UserPoolClient',
        DependsOn: ['Company', 'Notes'],
        Properties: {
          UserPoolId,
          SupportedIdentityProviders: ['COGNITO', 'Company'],
          AllowedOAuthFlowsUserPoolClient: 'true',
          AllowedOAuthFlows: ['code'],
          AllowedOAuthScopes: ['openid', 'notes/read'],
          CallbackURLs: ['http://guarded.localhost:4566/callback'],
        },
      },
      Admins: {
        Type: 'AWS::Cognito::UserPoolGroup',
        Properties: { UserPoolId, GroupName: 'admins', Precedence: '1' },
      },
      Jane: {
        Type: 'AWS::Cognito::UserPoolUser',
        Properties: { UserPoolId, Username: email, DesiredDeliveryMediums: ['EMAIL'] },
      },
      JaneInAdmins: {
        Type: 'AWS::Cognito::UserPoolUserToGroupAttachment',
        Properties: { UserPoolId, GroupName: ref('Admins'), Username: ref('Jane') },
      },
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'guarded', Body: definition } },
      Deployment: {
        Type: 'AWS::ApiGateway::Deployment',
        Properties: { RestApiId: ref('Api'), StageName: 'live' },
      },
    },
    Outputs: {
      Pool: { Value: ref('Users') },
      Provider: { Value: att('Users.ProviderURL') },
      Client: { Value: ref('App') },
      ApiId: { Value: ref('Api') },
    },
  };
}

describe('a stack with a user pool', () => {
  const stack = () => stackClient(cloud.client(CloudFormationClient), 'guarded');
  let cognito: CognitoIdentityProviderClient;
  let outputs: Record<string, string> = {};
  let tokens: { readonly id: string; readonly access: string };

  beforeAll(async () => {
    cognito = cloud.client(CognitoIdentityProviderClient);
    await stack().create(template());
    outputs = await stack().outputs();
    const UserPoolId = outputs.Pool;
    const user = { UserPoolId, Username: email, Password: password, Permanent: true };
    await cognito.send(new AdminSetUserPasswordCommand(user));
    const { AuthenticationResult: result } = await cognito.send(
      new InitiateAuthCommand({
        ClientId: outputs.Client,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      }),
    );
    tokens = { id: result?.IdToken ?? '', access: result?.AccessToken ?? '' };
  });

  it('CG-33: has ids that are the same after each start', () => {
    expect(outputs.Pool).toBe('us-east-1_ae9PSFnky');
    expect(outputs.Client).toBe('j3wmngzm9xbdeasp5z3l5awxb9');
    expect(outputs.Provider).toBe(`https://cognito-idp.us-east-1.amazonaws.com/${outputs.Pool}`);
  });

  it('has the policy of the template, the group and its member', async () => {
    const UserPoolId = outputs.Pool;
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool?.Policies?.PasswordPolicy).toMatchObject({ MinimumLength: 10, RequireSymbols: true });
    const { Groups } = await cognito.send(new AdminListGroupsForUserCommand({ UserPoolId, Username: email }));
    expect(Groups).toMatchObject([{ GroupName: 'admins', Precedence: 1 }]);
    const inbox = await fetch(`${cloud.url()}/_cloud/inbox.json?to=${email}`);
    expect(await inbox.text()).toContain(`Your username is ${email}`);
  });

  it('CG-61: has a domain, a resource server and an identity provider', async () => {
    const { Providers } = await cognito.send(new ListIdentityProvidersCommand({ UserPoolId: outputs.Pool }));
    expect(Providers).toMatchObject([{ ProviderName: 'Company', ProviderType: 'OIDC' }]);
    const { DomainDescription } = await cognito.send(
      new DescribeUserPoolDomainCommand({ Domain: 'guarded' }),
    );
    expect(DomainDescription?.UserPoolId).toBe(outputs.Pool);
    const { ResourceServers } = await cognito.send(
      new ListResourceServersCommand({ UserPoolId: outputs.Pool, MaxResults: 10 }),
    );
    expect(ResourceServers).toMatchObject([{ Identifier: 'notes', Scopes: [{ ScopeName: 'read' }] }]);
  });

  it('CG-34: guards an API: by ID tokens, or by access tokens where a method has scopes', async () => {
    const { id, access } = tokens;
    expect(await get('/id', `Bearer ${id}`)).toEqual([200, { email, groups: 'admins' }]);
    expect((await get('/access', access))[0]).toBe(200);
    const unauthorized = [401, { message: 'Unauthorized' }];
    expect(await get('/id', access)).toEqual(unauthorized);
    expect(await get('/access', id)).toEqual(unauthorized);
    expect(await get('/id', `${id.slice(0, -4)}AAAA`)).toEqual(unauthorized);
    expect(await get('/id', '')).toEqual(unauthorized);
  });

  it('keeps its users when it is updated, and gets new attributes', async () => {
    const Schema = ['team', 'desk'].map((Name) => ({ Name, AttributeDataType: 'String' }));
    await stack().update(template({ Schema, AutoVerifiedAttributes: ['email'] }));
    expect((await stack().outputs()).Pool).toBe(outputs.Pool);
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: outputs.Pool }));
    expect(UserPool).toMatchObject({ AutoVerifiedAttributes: ['email'], EstimatedNumberOfUsers: 1 });
    expect(UserPool?.SchemaAttributes?.map(({ Name }) => Name)).toContain('custom:desk');
  });

  it('is refused a property that Cognito does not have, and deleted', async () => {
    const Policies = { PasswordPolicy: { MinLength: '4', MinimumLengths: 8 } };
    await expect(stack().update(template({ Policies }))).rejects.toThrow(
      '#/Policies/PasswordPolicy: extraneous key [MinLength] is not permitted',
    );
    await stack().delete();
    await expect(cognito.send(new DescribeUserPoolCommand({ UserPoolId: outputs.Pool }))).rejects.toThrow(
      `User pool ${outputs.Pool} does not exist.`,
    );
  });

  async function get(path: string, authorization: string): Promise<[number, unknown]> {
    const url = `${cloud.url()}/restapis/${outputs.ApiId}/live/_user_request_${path}`;
    const response = await fetch(url, { headers: { ...(authorization && { authorization }) } });
    return [response.status, await response.json()];
  }
});
