import type { Properties, ResourceContext, ResourceType } from '../resource-type.ts';

interface AccountProperties extends Properties {
  readonly CloudWatchRoleArn?: string;
}

/** Settings of the account rather than of the stack: AWS keeps them when the resource is deleted. */
export const apiGatewayAccount: ResourceType = {
  type: 'AWS::ApiGateway::Account',
  attributes: [],
  properties: { CloudWatchRoleArn: 'update' },

  async create(properties, context) {
    setRole(properties, context);
    return { physicalId: context.generateName(64), attributes: {} };
  },

  async update(properties, existing, context) {
    setRole(properties, context);
    return existing;
  },

  async delete() {},
};

function setRole(properties: Properties, { services }: ResourceContext): void {
  const { CloudWatchRoleArn: value = '' } = properties as AccountProperties;
  const patchOperations = [{ op: 'replace' as const, path: '/cloudwatchRoleArn', value }];
  services.apigateway.operations.UpdateAccount({ patchOperations });
}
