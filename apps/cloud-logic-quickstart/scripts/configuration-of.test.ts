import { describe, expect, it } from 'vitest';
import { configurationOf, contentSecurityPolicy } from './configuration-of.ts';

const outputs = {
  ApiId: 'a1',
  UserPoolId: 'eu-west-1_abc',
  ClientId: 'c1',
  IdentityPoolId: 'eu-west-1:i1',
  SignInUrl: 'https://cloud-logic-1.auth.eu-west-1.amazoncognito.com',
};
const stack = {
  StackName: 'cloud-logic',
  CreationTime: new Date(0),
  StackStatus: 'UPDATE_COMPLETE' as const,
  Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  Parameters: [
    { ParameterKey: 'MinimumPasswordLength', ParameterValue: '12' },
    { ParameterKey: 'SamlMetadataUrl', ParameterValue: '' },
  ],
};

describe('the configuration of the app on AWS', () => {
  it('has the URLs of AWS, no others, and no inbox', async () => {
    expect(await configurationOf(stack, {})).toEqual({
      userPoolId: 'eu-west-1_abc',
      clientId: 'c1',
      identityPoolId: 'eu-west-1:i1',
      minimumPasswordLength: 12,
      signInUrl: outputs.SignInUrl,
      stages: {
        Development: 'https://a1.execute-api.eu-west-1.amazonaws.com/Development',
        Production: 'https://a1.execute-api.eu-west-1.amazonaws.com/Production',
      },
    });
  });

  it('lets the page connect to the API, the user pool, its pages and the identity pool alone', async () => {
    const policy = contentSecurityPolicy(await configurationOf(stack, {}));
    expect(policy).toContain(
      "connect-src 'self' https://a1.execute-api.eu-west-1.amazonaws.com https://cognito-idp.eu-west-1.amazonaws.com https://cognito-identity.eu-west-1.amazonaws.com https://cloud-logic-1.auth.eu-west-1.amazoncognito.com;",
    );
    // It is metadata of an object, which has at most 2 KB.
    expect(policy.length).toBeLessThan(1000);
  });
});
