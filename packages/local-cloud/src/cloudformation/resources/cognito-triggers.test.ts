import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CognitoIdentityProviderClient,
  GetUserPoolMfaConfigCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();
const ref = (Ref: string) => ({ Ref });

/** Confirms users of one company, and refuses all others. */
const code = `exports.handler = async (event) => {
  if (!event.request.userAttributes.email.endsWith('@example.com')) throw new Error('Ask your administrator');
  event.response = { autoConfirmUser: true, autoVerifyEmail: true };
  return event;
};`;

const guard = { InlineCode: code, Handler: 'index.handler', Runtime: 'nodejs24.x' };
const Pool = ref('Users');
const users = {
  UsernameAttributes: ['email'],
  MfaConfiguration: 'OPTIONAL',
  EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'],
  SmsAuthenticationMessage: 'Sign in with {####}',
};
const App = {
  Type: 'AWS::Cognito::UserPoolClient',
  Properties: { UserPoolId: Pool, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] },
};
const Outputs = { Client: { Value: ref('App') }, Pool: { Value: Pool } };

describe('a user pool with a function', () => {
  let cognito: CognitoIdentityProviderClient;
  beforeAll(() => {
    cognito = cloud.client(CognitoIdentityProviderClient);
  });

  async function signUp(stackName: string, Username: string): Promise<unknown> {
    const outputs = await stackClient(cloud.client(CloudFormationClient), stackName).outputs();
    const input = { ClientId: outputs.Client, Username, Password: 'Pässw0rd-€😀' };
    return cognito.send(new SignUpCommand(input));
  }

  it('CG-47: calls it at sign-up, by the permission of SAM’s event', async () => {
    const Events = { SignUp: { Type: 'Cognito', Properties: { UserPool: Pool, Trigger: 'PreSignUp' } } };
    const stack = stackClient(cloud.client(CloudFormationClient), 'welcome');
    await stack.create({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Users: { Type: 'AWS::Cognito::UserPool', Properties: users },
        App,
        Guard: { Type: 'AWS::Serverless::Function', Properties: { ...guard, Events } },
      },
      Outputs,
    });
    expect(await signUp('welcome', 'jane@example.com')).toMatchObject({ UserConfirmed: true });
    await expect(signUp('welcome', 'jane@other.example')).rejects.toThrow(
      'PreSignUp failed with error Ask your administrator.',
    );
    const UserPoolId = (await stack.outputs()).Pool;
    expect(await cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId }))).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      SoftwareTokenMfaConfiguration: { Enabled: true },
      SmsMfaConfiguration: { SmsAuthenticationMessage: 'Sign in with {####}' },
    });
  });

  it('CG-47: may not call it without a permission', async () => {
    const LambdaConfig = { PreSignUp: { 'Fn::GetAtt': ['Guard', 'Arn'] } };
    await stackClient(cloud.client(CloudFormationClient), 'forgotten').create({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Users: { Type: 'AWS::Cognito::UserPool', Properties: { ...users, LambdaConfig } },
        App,
        Guard: { Type: 'AWS::Serverless::Function', Properties: guard },
      },
      Outputs,
    });
    await expect(signUp('forgotten', 'jane@example.com')).rejects.toThrow(
      'PreSignUp invocation failed due to error AccessDeniedException.',
    );
  });
});
