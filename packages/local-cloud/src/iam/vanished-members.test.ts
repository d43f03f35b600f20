import * as sdk from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { queryService } from '../aws/query-protocol.ts';
import { vanishedMembers } from '../testing/vanished-members.ts';
import { createIam } from './iam.ts';
import { iamInputTypes } from './iam-input-types.ts';
import type { IamOperations } from './operations.ts';

const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: statement });
const Principal = { Service: 'lambda.amazonaws.com' };
const AssumeRolePolicyDocument = document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
const PolicyDocument = document({ Effect: 'Allow', Action: '*', Resource: '*' });
const PolicyArn = 'arn:aws:iam::000000000000:policy/m';
const inline = { RoleName: 'r', PolicyName: 'p', PolicyDocument };

function prepare(operation: string) {
  const { operations } = createIam(defaultAccount);
  if (operation !== 'CreateRole') {
    operations.CreateRole({ RoleName: 'r', AssumeRolePolicyDocument });
    operations.PutRolePolicy(inline);
  }
  operations.CreatePolicy({ PolicyName: 'm', PolicyDocument });
  if (operation !== 'CreateUser') {
    operations.CreateUser({ UserName: 'u' });
    operations.PutUserPolicy({ ...inline, UserName: 'u' });
  }
  if (operation !== 'CreateGroup') {
    operations.CreateGroup({ GroupName: 'g' });
    operations.PutGroupPolicy({ ...inline, GroupName: 'g' });
  }
  const { VirtualMFADevice } = operations.CreateVirtualMFADevice({ VirtualMFADeviceName: 'd' });
  const SerialNumber = VirtualMFADevice?.SerialNumber;
  if (operation !== 'CreateInstanceProfile') operations.CreateInstanceProfile({ InstanceProfileName: 'i' });
  return {
    operations,
    samples: { SerialNumber },
    shown: () => [
      operations.ListUserTags({ UserName: 'u' }),
      operations.ListMFADeviceTags({ SerialNumber }),
      operations.ListInstanceProfileTags({ InstanceProfileName: 'i' }),
      operations
        .ListPolicies({ Scope: 'Local' })
        .Policies?.map(({ Arn }) => operations.GetPolicy({ PolicyArn: Arn })),
      operations.ListRoles({}).Roles?.map(({ RoleName }) => operations.GetRole({ RoleName })),
    ],
    serve: (traced: IamOperations) =>
      queryService({
        signingName: 'iam',
        apiVersion: '2010-05-08',
        namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
        operations: traced,
        inputTypes: iamInputTypes,
      }),
  };
}

/** A value's type follows from the operator that compares it. */
const nothing = /^SimulatePrincipalPolicy ContextEntries.ContextKeyType$/;

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.IAMClient,
    operations: Object.keys(createIam(defaultAccount).operations),
    prepare,
    besides: {
      ListAccessKeys: { UserName: 'u' },
      ListMFADevices: { UserName: 'u' },
      ListServiceSpecificCredentials: { UserName: 'u' },
    },
    samples: {
      ...inline,
      AssumeRolePolicyDocument,
      PolicyArn,
      UserName: 'u',
      GroupName: 'g',
      InstanceProfileName: 'i',
      PermissionsBoundary: PolicyArn,
      PolicySourceArn: 'arn:aws:iam::000000000000:role/r',
      PolicyInputList: [PolicyDocument],
      ActionNames: ['s3:GetObject'],
      Status: 'Active',
      ServiceName: 'codecommit.amazonaws.com',
      VersionId: 'v1',
      Path: '/',
      PathPrefix: '/',
      'UpdateAssumeRolePolicy.PolicyDocument': AssumeRolePolicyDocument,
    },
  });
  expect(vanished.filter((member) => !nothing.test(member))).toEqual([]);
});
