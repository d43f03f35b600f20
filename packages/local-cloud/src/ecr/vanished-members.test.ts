import * as sdk from '@aws-sdk/client-ecr';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { vanishedJsonMembers } from '../testing/vanished-json-members.ts';
import { createEcr } from './ecr.ts';
import { ecrInputTypes } from './ecr-input-types.ts';

/** No repository has images here. */
const nothing = 'DeleteRepository force';

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedJsonMembers({
    sdk,
    Client: sdk.ECRClient,
    inputTypes: ecrInputTypes,
    create: () => createEcr(defaultAccount),
    prepare(operations, operation) {
      if (operation !== 'CreateRepository') operations.CreateRepository({ repositoryName: 'images' });
    },
    shown: (operations) => operations.DescribeRepositories({}),
    samples: {
      repositoryName: 'images',
      repositoryNames: ['images'],
      // The account's own is in every response.
      registryId: '111122223333',
      resourceArn: 'arn:aws:ecr:us-east-1:000000000000:repository/images',
      imageTagMutability: 'IMMUTABLE',
      encryptionType: 'KMS',
    },
  });
  expect(vanished.filter((member) => member !== nothing)).toEqual([]);
});
