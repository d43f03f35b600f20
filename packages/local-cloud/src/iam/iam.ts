import type { Account } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { queryService } from '../aws/query-protocol.ts';
import type { Service } from '../aws/service.ts';
import { iamInputTypes } from './iam-input-types.ts';
import { resourcesOf } from './iam-resources.ts';
import { createIdentities, type Identities } from './identities.ts';
import { type IamOperations, iamOperations } from './operations.ts';
import type { IamState } from './state.ts';

export interface Iam extends Identities {
  readonly service: Service;
  readonly operations: IamOperations;
}

export function createIam(account: Account): Iam {
  const state: IamState = {
    account,
    roles: new Map(),
    users: new Map(),
    groups: new Map(),
    instanceProfiles: new Map(),
    mfaDevices: new Map(),
    managedPolicies: new Map(),
  };
  const operations = bindOperations(state, iamOperations);
  return {
    service: queryService({
      signingName: 'iam',
      apiVersion: '2010-05-08',
      namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
      operations,
      inputTypes: iamInputTypes,
      resourcesOf: (operation, input, caller) => resourcesOf(state, operation, input, caller?.userName),
    }),
    operations,
    ...createIdentities(state),
  };
}
