import * as sdk from '@aws-sdk/client-cognito-identity';
import { expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { jsonService } from '../../aws/json-protocol.ts';
import type { Operations } from '../../aws/service.ts';
import { vanishedMembers } from '../../testing/vanished-members.ts';
import { identityPoolInputTypes } from './identity-pool-input-types.ts';
import { createIdentityPools } from './identity-pools.ts';

const settings = { IdentityPoolName: 'pool', AllowUnauthenticatedIdentities: true, AllowClassicFlow: true };

async function prepare() {
  const { operations } = createIdentityPools({
    account: defaultAccount,
    userPools: { verifyToken: async () => 'invalid' },
    iam: { roles: new Map(), assumeRole: () => Promise.reject(new Error('There is no role.')) as never },
  });
  const { IdentityPoolId } = operations.CreateIdentityPool(settings);
  const { IdentityId } = await operations.GetId({ IdentityPoolId });
  return {
    operations,
    samples: { IdentityPoolId, IdentityId },
    shown: () => [
      operations.DescribeIdentityPool({ IdentityPoolId }),
      operations.GetIdentityPoolRoles({ IdentityPoolId }),
    ],
    serve: (traced: typeof operations) =>
      jsonService({
        signingName: 'cognito-identity',
        version: '1.1',
        operations: traced as unknown as Operations,
        inputTypes: identityPoolInputTypes,
      }),
  };
}

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.CognitoIdentityClient,
    operations: Object.keys((await prepare()).operations),
    prepare,
    samples: { ...settings, Type: 'Rules' },
  });
  // The pool's id says whose it is.
  expect(vanished).toEqual(['GetId AccountId']);
});
