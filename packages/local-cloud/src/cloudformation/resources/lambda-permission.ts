import type { Properties, ResourceType } from '../resource-type.ts';

interface PermissionProperties extends Properties {
  readonly Action: string;
  readonly FunctionName: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string | number;
}

export const lambdaPermission: ResourceType = {
  type: 'AWS::Lambda::Permission',
  attributes: ['Id'],
  properties: {
    Action: 'replace',
    FunctionName: 'replace',
    Principal: 'replace',
    EventSourceToken: 'replace',
    FunctionUrlAuthType: 'replace',
    InvokedViaFunctionUrl: 'replace',
    PrincipalOrgID: 'replace',
    SourceAccount: 'replace',
    SourceArn: 'replace',
  },
  required: ['Action', 'FunctionName', 'Principal'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const { SourceAccount, ...permission } = properties as PermissionProperties;
    const StatementId = context.generateName(100);
    context.services.lambda.operations.AddPermission({
      ...permission,
      StatementId,
      ...(SourceAccount !== undefined && { SourceAccount: String(SourceAccount) }),
    });
    return { physicalId: StatementId, attributes: { Id: StatementId } };
  },

  async delete(existing, context) {
    const { FunctionName } = existing.properties as PermissionProperties;
    const StatementId = existing.physicalId;
    context.services.lambda.operations.RemovePermission({ FunctionName, StatementId });
  },
};
