import type { CreateIdentityPoolInput } from '@aws-sdk/client-cognito-identity';
import { regionalArn } from '../../account.ts';
import { type BoundOperations, bindOperations } from '../../aws/bind-operations.ts';
import { jsonMembers } from '../../aws/json-text.ts';
import type { Service } from '../../aws/service.ts';
import { appService, operationOf } from '../app-service.ts';
import { passedToIdentityPool } from '../passed-roles.ts';
import { createSigningKeys, type SigningKeys } from '../tokens/signing-keys.ts';
import { getCredentialsForIdentity, getId } from './identity-operations.ts';
import { identityPoolInputTypes } from './identity-pool-input-types.ts';
import { getOpenIdToken, verifyOpenIdToken } from './open-id-token.ts';
import {
  createIdentityPool,
  deleteIdentityPool,
  describeIdentityPool,
  getIdentityPoolRoles,
  listIdentityPools,
  setIdentityPoolRoles,
  updateIdentityPool,
} from './pool-operations.ts';
import type { IdentityPoolsState } from './state.ts';

const identityOperations = {
  GetCredentialsForIdentity: getCredentialsForIdentity,
  GetId: getId,
  GetOpenIdToken: getOpenIdToken,
};

export const identityPoolOperations = {
  ...identityOperations,
  CreateIdentityPool: createIdentityPool,
  DeleteIdentityPool: deleteIdentityPool,
  DescribeIdentityPool: describeIdentityPool,
  GetIdentityPoolRoles: getIdentityPoolRoles,
  ListIdentityPools: listIdentityPools,
  SetIdentityPoolRoles: setIdentityPoolRoles,
  UpdateIdentityPool: updateIdentityPool,
};

export interface IdentityPools {
  readonly service: Service;
  readonly operations: BoundOperations<typeof identityPoolOperations>;
  /** For STS: the identity in a token of GetOpenIdToken. */
  verifyWebIdentity(token: string): ReturnType<typeof verifyOpenIdToken>;
}

/** Identity pools: credentials of roles for the users of user pools, and for people who have not signed in. */
export function createIdentityPools(options: Omit<IdentityPoolsState, 'keys' | 'pools'>): IdentityPools {
  let keys: Promise<SigningKeys> | undefined;
  const state: IdentityPoolsState = {
    ...options,
    pools: new Map(),
    keys: () => (keys ??= createSigningKeys()),
  };
  const operations = bindOperations(state, identityPoolOperations);
  return {
    operations,
    verifyWebIdentity: (token) => verifyOpenIdToken(state, token),
    service: {
      owns: ({ body }) => isOfRegion(state.account.region, body),
      ...appService({
        signingName: 'cognito-identity',
        // A caller over the wire has no stack from which the id would be derived.
        operations: {
          ...operations,
          CreateIdentityPool: (input: CreateIdentityPoolInput) => operations.CreateIdentityPool(input),
        },
        inputTypes: identityPoolInputTypes,
        clientOperations: identityOperations,
        passedRolesOf: passedToIdentityPool,
        withoutPool: new Set(['CreateIdentityPool', 'ListIdentityPools']),
        arnOf: ({ IdentityPoolId: id }) =>
          id === undefined ? '*' : regionalArn(state.account, 'cognito-identity', `identitypool/${id}`),
      }),
    },
  };
}

/** The ids of pools and of identities begin with the region. */
function isOfRegion(region: string, body: Buffer): boolean {
  const { IdentityPoolId, IdentityId } = jsonMembers(body);
  return String(IdentityPoolId ?? IdentityId).startsWith(`${region}:`);
}

/** Whether an `X-Amz-Target` names an operation that an app calls. */
export function isIdentityOperation(target: unknown): boolean {
  return Object.hasOwn(identityOperations, operationOf(target));
}
