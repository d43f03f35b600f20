import * as sdk from '@aws-sdk/client-cloudcontrol';
import { expect, it } from 'vitest';
import { vanishedMembers } from '../testing/vanished-members.ts';
import { cloudControlOperations, cloudControlService } from './cloud-control.ts';

it('honours, keeps or refuses by name each member of each input', async () => {
  const functions = { GetFunctionUrlConfig: () => ({}) as never };
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.CloudControlClient,
    operations: Object.keys(cloudControlOperations(functions)),
    prepare: () => ({ operations: cloudControlOperations(functions), serve: cloudControlService }),
    samples: { TypeName: 'AWS::Lambda::Url' },
  });
  expect(vanished).toEqual([]);
});
