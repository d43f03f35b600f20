import type { ResourceType } from '../resource-type.ts';

/** What CDK puts into every template, for AWS's own statistics. */
export const cdkMetadata: ResourceType = {
  type: 'AWS::CDK::Metadata',
  properties: { Analytics: 'update' },

  async create(_properties, context) {
    return { physicalId: context.stackId, attributes: {} };
  },

  async update(_properties, existing) {
    return existing;
  },

  async delete() {},
};
