import * as sdk from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { vanishedJsonMembers } from '../testing/vanished-json-members.ts';
import { createSecretsManager } from './secrets-manager.ts';
import { secretsInputTypes } from './secrets-manager-input-types.ts';

/** Replicas are refused, so none can be overwritten. */
const nothing = 'CreateSecret ForceOverwriteReplicaSecret';

it('honours, keeps or refuses by name each member of each input', async () => {
  const filters = [{ Key: 'name' as const, Values: ['s'] }];
  const vanished = await vanishedJsonMembers({
    sdk,
    Client: sdk.SecretsManagerClient,
    inputTypes: secretsInputTypes,
    create: () => createSecretsManager(defaultAccount),
    prepare(operations, operation) {
      if (operation !== 'CreateSecret') operations.CreateSecret({ Name: 'secret', SecretString: 'x' });
    },
    shown: (operations) => operations.DescribeSecret({ SecretId: 'secret' }),
    samples: { Name: 'secret', SecretId: 'secret', SecretIdList: ['secret'], Filters: filters },
    besides: {
      BatchGetSecretValue: { Filters: filters },
      'BatchGetSecretValue SecretIdList': { Filters: undefined },
      'CreateSecret ClientRequestToken': { SecretString: 'y' },
      'UpdateSecret ClientRequestToken': { SecretString: 'y' },
    },
  });
  expect(vanished.filter((member) => member !== nothing)).toEqual([]);
});
