import type { Cors, FunctionUrlAuthType, InvokeMode } from '@aws-sdk/client-lambda';
import { isTrue } from '../is-true.ts';
import type { PhysicalResource, Properties, ResourceType } from '../resource-type.ts';

interface UrlProperties extends Properties {
  readonly AuthType: FunctionUrlAuthType;
  readonly TargetFunctionArn: string;
  readonly Qualifier?: string;
  readonly InvokeMode?: InvokeMode;
  /** Numbers and booleans of templates may be strings. */
  readonly Cors?: Omit<Cors, 'AllowCredentials' | 'MaxAge'> & {
    readonly AllowCredentials?: boolean | string;
    readonly MaxAge?: number | string;
  };
}

export const lambdaUrl: ResourceType = {
  type: 'AWS::Lambda::Url',
  attributes: ['FunctionArn', 'FunctionUrl'],
  properties: {
    AuthType: 'update',
    Cors: 'update',
    InvokeMode: 'update',
    Qualifier: 'replace',
    TargetFunctionArn: 'replace',
  },
  required: ['AuthType', 'TargetFunctionArn'],
  missing: ['ResourceNotFoundException'],

  async create(properties, { services, stackName, logicalId }) {
    const { operations } = services.lambda;
    const config = configOf(properties as UrlProperties);
    return shown(operations.CreateFunctionUrlConfig(config, { stackName, logicalId }));
  },

  async update(properties, _existing, { services }) {
    // What the template no longer says is back at its beginning.
    const { Cors = {}, InvokeMode = 'BUFFERED', ...config } = configOf(properties as UrlProperties);
    return shown(services.lambda.operations.UpdateFunctionUrlConfig({ ...config, Cors, InvokeMode }));
  },

  async delete({ properties }, { services }) {
    const { FunctionName, Qualifier } = configOf(properties as UrlProperties);
    services.lambda.operations.DeleteFunctionUrlConfig({ FunctionName, Qualifier });
  },
};

function configOf({ TargetFunctionArn, Qualifier, AuthType, InvokeMode, Cors }: UrlProperties) {
  const { AllowCredentials, MaxAge, ...lists } = Cors ?? {};
  return {
    FunctionName: TargetFunctionArn,
    Qualifier,
    AuthType,
    InvokeMode,
    Cors: Cors && {
      ...lists,
      ...(AllowCredentials !== undefined && { AllowCredentials: isTrue(AllowCredentials) }),
      ...(MaxAge !== undefined && { MaxAge: Number(MaxAge) }),
    },
  };
}

function shown(url: {
  readonly FunctionArn: string | undefined;
  readonly FunctionUrl: string | undefined;
}): PhysicalResource {
  const { FunctionArn = '', FunctionUrl } = url;
  return { physicalId: FunctionArn, attributes: { FunctionArn, FunctionUrl } };
}
