import * as sdk from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { queryService } from '../aws/query-protocol.ts';
import type { AwsRequest, Operations } from '../aws/service.ts';
import { createIam } from '../iam/iam.ts';
import { vanishedMembers } from '../testing/vanished-members.ts';
import { stsOperations } from './operations.ts';
import { stsInputTypes } from './sts-input-types.ts';

const root = {
  accountId: defaultAccount.id,
  arn: `arn:aws:iam::${defaultAccount.id}:root`,
  userId: defaultAccount.id,
  accessKeyId: 'test',
};
const identity = { provider: 'issuer', audience: 'a', subject: 's', context: {}, details: {} };
const trust = {
  Effect: 'Allow',
  Principal: { AWS: root.arn, Federated: 'issuer' },
  Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:AssumeRoleWithWebIdentity'],
};
const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: trust });
const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
});

function prepare() {
  const iam = createIam(defaultAccount);
  iam.operations.CreateRole({ RoleName: 'role', AssumeRolePolicyDocument });
  const webIdentities = { verifyWebIdentity: async () => identity };
  return {
    operations: bindOperations({ iam, webIdentities }, stsOperations),
    serve(operations: ReturnType<typeof bindOperations<never, never>>) {
      const service = queryService({
        signingName: 'sts',
        apiVersion: '2011-06-15',
        namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
        operations: operations as unknown as Operations,
        inputTypes: stsInputTypes,
      });
      return { ...service, handle: (request: AwsRequest) => service.handle({ ...request, caller: root }) };
    },
  };
}

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.STSClient,
    operations: Object.keys(stsOperations),
    prepare,
    samples: {
      RoleArn: `arn:aws:iam::${defaultAccount.id}:role/role`,
      Policy,
      DurationSeconds: 900,
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
      ProvidedContexts: [{ ProviderArn: 'a' }],
    },
  });
  expect(vanished).toEqual([]);
});
