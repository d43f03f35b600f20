import * as sdk from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { vanishedJsonMembers } from '../testing/vanished-json-members.ts';
import { createSsm } from './ssm.ts';
import { ssmInputTypes } from './ssm-input-types.ts';

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedJsonMembers({
    sdk,
    Client: sdk.SSMClient,
    inputTypes: ssmInputTypes,
    create: () => createSsm(defaultAccount),
    prepare(operations, operation) {
      if (operation !== 'PutParameter') operations.PutParameter({ Name: '/p', Value: 'x', Type: 'String' });
    },
    shown: (operations) => operations.ListTagsForResource({ ResourceType: 'Parameter', ResourceId: '/p' }),
    samples: {
      Name: '/p',
      Names: ['/p'],
      Path: '/',
      Type: 'SecureString',
      ResourceType: 'Parameter',
      ResourceId: '/p',
      Tier: 'Standard',
      DataType: 'text',
      AllowedPattern: '.*',
      'Filters.*': { Key: 'Name', Values: ['x'] },
      'ParameterFilters.*': { Key: 'Type', Values: ['String'] },
    },
    besides: { PutParameter: { Type: 'SecureString' } },
  });
  expect(vanished).toEqual([]);
});
