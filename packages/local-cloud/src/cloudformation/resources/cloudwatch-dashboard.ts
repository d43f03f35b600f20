import type { Properties, ResourceType } from '../resource-type.ts';

interface DashboardProperties extends Properties {
  readonly DashboardName?: string;
  readonly DashboardBody: string | object;
}

export const cloudwatchDashboard: ResourceType = {
  type: 'AWS::CloudWatch::Dashboard',
  attributes: [],
  properties: { DashboardName: 'replace', DashboardBody: 'update' },
  inert: ['Tags'],
  required: ['DashboardBody'],
  missing: ['DashboardNotFoundError'],

  async create(properties, context) {
    const { DashboardName = context.generateName(255), DashboardBody } = properties as DashboardProperties;
    const input = { DashboardName, DashboardBody: textOf(DashboardBody) };
    context.services.cloudwatch.operations.PutDashboard(input);
    return { physicalId: DashboardName, attributes: {} };
  },

  async update(properties, existing, context) {
    const DashboardBody = textOf((properties as DashboardProperties).DashboardBody);
    const input = { DashboardName: existing.physicalId, DashboardBody };
    context.services.cloudwatch.operations.PutDashboard(input);
    return existing;
  },

  async delete({ physicalId }, context) {
    context.services.cloudwatch.operations.DeleteDashboards({ DashboardNames: [physicalId] });
  },
};

/** Templates write it as a string or as an object. */
function textOf(body: string | object): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
