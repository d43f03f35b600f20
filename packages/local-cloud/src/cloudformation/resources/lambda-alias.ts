import type { AliasRoutingConfiguration } from '@aws-sdk/client-lambda';
import type { Properties, ResourceType } from '../resource-type.ts';

interface AliasProperties extends Properties {
  readonly Name: string;
  readonly FunctionName: string;
  readonly FunctionVersion: string;
  readonly Description?: string;
  readonly RoutingConfig?: {
    readonly AdditionalVersionWeights?: readonly {
      readonly FunctionVersion: string;
      readonly FunctionWeight: number | string;
    }[];
  };
}

export const lambdaAlias: ResourceType = {
  type: 'AWS::Lambda::Alias',
  attributes: ['AliasArn'],
  properties: {
    FunctionName: 'replace',
    Name: 'replace',
    Description: 'update',
    FunctionVersion: 'update',
    RoutingConfig: 'update',
  },
  inert: ['ProvisionedConcurrencyConfig'],
  required: ['FunctionName', 'FunctionVersion', 'Name'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const alias = aliasOf(properties as AliasProperties);
    const { AliasArn = '' } = context.services.lambda.operations.CreateAlias(alias);
    return { physicalId: AliasArn, attributes: { AliasArn } };
  },

  async update(properties, existing, context) {
    context.services.lambda.operations.UpdateAlias(aliasOf(properties as AliasProperties));
    return existing;
  },

  async delete(existing, context) {
    const { FunctionName, Name } = existing.properties as AliasProperties;
    context.services.lambda.operations.DeleteAlias({ FunctionName, Name });
  },
};

function aliasOf({ FunctionName, Name, FunctionVersion, Description = '', RoutingConfig }: AliasProperties) {
  const shares = RoutingConfig?.AdditionalVersionWeights ?? [];
  const routing: AliasRoutingConfiguration = {
    AdditionalVersionWeights: Object.fromEntries(
      shares.map((share) => [String(share.FunctionVersion), Number(share.FunctionWeight)]),
    ),
  };
  return {
    FunctionName,
    Name,
    FunctionVersion: String(FunctionVersion),
    Description,
    RoutingConfig: routing,
  };
}
