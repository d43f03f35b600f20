import type { Properties, ResourceContext, ResourceType } from '../resource-type.ts';

interface PolicyProperties extends Properties {
  readonly PolicyName: string;
  readonly PolicyDocument: object;
  readonly Roles: readonly string[];
}

/** An inline policy of one or several roles. */
export const iamPolicy: ResourceType = {
  type: 'AWS::IAM::Policy',
  attributes: ['Id'],
  properties: { PolicyName: 'replace', PolicyDocument: 'update', Roles: 'update' },
  required: ['PolicyName', 'PolicyDocument', 'Roles'],
  lists: ['Roles'],
  missing: ['NoSuchEntity'],

  async create(properties, context) {
    const policy = properties as PolicyProperties;
    put(policy, context);
    return { physicalId: policy.PolicyName, attributes: { Id: policy.PolicyName } };
  },
  notOffered: ['Groups', 'Users'],

  async update(properties, existing, context) {
    const policy = properties as PolicyProperties;
    const { Roles: former } = existing.properties as PolicyProperties;
    put(policy, context);
    for (const RoleName of former.filter((name) => !policy.Roles.includes(name))) {
      context.services.iam.operations.DeleteRolePolicy({ RoleName, PolicyName: policy.PolicyName });
    }
    return existing;
  },

  async delete(existing, { services }) {
    const { PolicyName, Roles } = existing.properties as PolicyProperties;
    for (const RoleName of Roles) services.iam.operations.DeleteRolePolicy({ RoleName, PolicyName });
  },
};

function put({ PolicyName, PolicyDocument, Roles }: PolicyProperties, { services }: ResourceContext): void {
  for (const RoleName of Roles) {
    services.iam.operations.PutRolePolicy({
      RoleName,
      PolicyName,
      PolicyDocument: JSON.stringify(PolicyDocument),
    });
  }
}
