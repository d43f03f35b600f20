import type {
  AdminAddUserToGroupRequest,
  AdminCreateUserRequest,
  CreateGroupRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Properties, ResourceType } from '../resource-type.ts';
import { cognitoValues } from './cognito-values.ts';

export const cognitoUserPoolGroup: ResourceType = {
  type: 'AWS::Cognito::UserPoolGroup',
  attributes: [],
  properties: {
    GroupName: 'replace',
    UserPoolId: 'replace',
    Description: 'update',
    Precedence: 'update',
    RoleArn: 'update',
  },
  required: ['UserPoolId'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const input = cognitoValues<CreateGroupRequest>(properties);
    const GroupName = input.GroupName ?? context.generateName(128);
    context.services.cognito.operations.CreateGroup({ ...input, GroupName });
    return { physicalId: GroupName, attributes: {} };
  },

  async update(properties, existing, context) {
    const input = cognitoValues<CreateGroupRequest>(properties);
    context.services.cognito.operations.UpdateGroup({ ...input, GroupName: existing.physicalId });
    return existing;
  },

  async delete({ physicalId: GroupName, properties }, context) {
    context.services.cognito.operations.DeleteGroup({ UserPoolId: String(properties.UserPoolId), GroupName });
  },
};

export const cognitoUserPoolUser: ResourceType = {
  type: 'AWS::Cognito::UserPoolUser',
  attributes: [],
  properties: {
    Username: 'replace',
    UserPoolId: 'replace',
    DesiredDeliveryMediums: 'replace',
    ForceAliasCreation: 'replace',
    MessageAction: 'replace',
    UserAttributes: 'replace',
  },
  notOffered: ['ClientMetadata', 'ValidationData'],
  required: ['UserPoolId', 'Username'],
  lists: ['DesiredDeliveryMediums', 'UserAttributes'],
  missing: ['ResourceNotFoundException', 'UserNotFoundException'],

  async create(properties, context) {
    const input = cognitoValues<AdminCreateUserRequest>(properties);
    const { User } = await context.services.cognito.operations.AdminCreateUser(input);
    return { physicalId: User?.Username ?? '', attributes: {} };
  },

  async delete({ physicalId: Username, properties }, context) {
    context.services.cognito.operations.AdminDeleteUser({
      UserPoolId: String(properties.UserPoolId),
      Username,
    });
  },
};

export const cognitoUserPoolUserToGroupAttachment: ResourceType = {
  type: 'AWS::Cognito::UserPoolUserToGroupAttachment',
  attributes: [],
  properties: { GroupName: 'replace', UserPoolId: 'replace', Username: 'replace' },
  required: ['GroupName', 'UserPoolId', 'Username'],
  missing: ['ResourceNotFoundException', 'UserNotFoundException'],

  async create(properties, context) {
    const membership = membershipOf(properties);
    context.services.cognito.operations.AdminAddUserToGroup(membership);
    const { GroupName, UserPoolId, Username } = membership;
    return { physicalId: `${UserPoolId}|${GroupName}|${Username}`, attributes: {} };
  },

  async delete({ properties }, context) {
    context.services.cognito.operations.AdminRemoveUserFromGroup(membershipOf(properties));
  },
};

function membershipOf(properties: Properties): AdminAddUserToGroupRequest {
  return cognitoValues<AdminAddUserToGroupRequest>(properties);
}
