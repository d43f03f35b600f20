import type { Properties, ResourceType } from '../resource-type.ts';
import type { IamCalls } from '../service-calls.ts';

/** A policy inside of a role, user or group. */
export interface EmbeddedPolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: object | string;
}

interface PolicyProperties extends Properties, EmbeddedPolicy {
  readonly Groups?: readonly string[];
  readonly Roles?: readonly string[];
  readonly Users?: readonly string[];
}

/** An inline policy of one or several roles, users and groups. */
export const iamPolicy: ResourceType = {
  type: 'AWS::IAM::Policy',
  attributes: ['Id'],
  properties: {
    PolicyName: 'replace',
    PolicyDocument: 'update',
    Groups: 'update',
    Roles: 'update',
    Users: 'update',
  },
  required: ['PolicyName', 'PolicyDocument'],
  lists: ['Groups', 'Roles', 'Users'],
  missing: ['NoSuchEntity'],

  async create(properties, { services }) {
    const policy = properties as PolicyProperties;
    put(services.iam.operations, policy);
    return { physicalId: policy.PolicyName, attributes: { Id: policy.PolicyName } };
  },

  async update(properties, existing, { services }) {
    const policy = properties as PolicyProperties;
    const former = existing.properties as PolicyProperties;
    put(services.iam.operations, policy);
    const without = (names: readonly string[] = [], kept: readonly string[] = []) =>
      names.filter((name) => !kept.includes(name));
    remove(services.iam.operations, {
      ...former,
      Groups: without(former.Groups, policy.Groups),
      Roles: without(former.Roles, policy.Roles),
      Users: without(former.Users, policy.Users),
    });
    return existing;
  },

  async delete({ properties }, { services }) {
    remove(services.iam.operations, properties as PolicyProperties);
  },
};

/** A template may have a policy as an object or as its JSON. */
export function policyText(document: object | string): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

function put(iam: IamCalls, { Groups = [], Roles = [], Users = [], ...policy }: PolicyProperties): void {
  const text = { PolicyName: policy.PolicyName, PolicyDocument: policyText(policy.PolicyDocument) };
  for (const GroupName of Groups) iam.PutGroupPolicy({ GroupName, ...text });
  for (const RoleName of Roles) iam.PutRolePolicy({ RoleName, ...text });
  for (const UserName of Users) iam.PutUserPolicy({ UserName, ...text });
}

function remove(iam: IamCalls, { PolicyName, Groups = [], Roles = [], Users = [] }: PolicyProperties): void {
  for (const GroupName of Groups) iam.DeleteGroupPolicy({ GroupName, PolicyName });
  for (const RoleName of Roles) iam.DeleteRolePolicy({ RoleName, PolicyName });
  for (const UserName of Users) iam.DeleteUserPolicy({ UserName, PolicyName });
}
