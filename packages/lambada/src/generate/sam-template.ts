import type { PlannedAuthorizer, PlannedFunction } from './function-plan.ts';
import type { FunctionSettings, Settings } from './settings.ts';

export interface TemplateOptions {
  readonly settings: Settings;
  readonly functions: readonly PlannedFunction[];
  readonly authorizers: readonly PlannedAuthorizer[];
}

/** The SAM template of an API; its paths are relative to the folder of what is built. */
export function samTemplate({ settings, functions, authorizers }: TemplateOptions): Record<string, unknown> {
  const { description, metadata, stage } = settings;
  const lambdas = [...functions, ...authorizers];
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    ...(description !== undefined && { Description: description }),
    ...(Object.keys(metadata).length > 0 && { Metadata: metadata }),
    Parameters: {
      Architecture: {
        Type: 'String',
        AllowedValues: ['arm64', 'x86_64'],
        Default: 'arm64',
        Description: 'The processor the functions run on.',
      },
      ...settings.parameters,
    },
    Globals: {
      // Without a version SAM deploys a second, unwanted stage that is called Stage.
      Api: { OpenApiVersion: '3.0.1' },
      Function: {
        Runtime: 'nodejs24.x',
        Architectures: [{ Ref: 'Architecture' }],
        CodeUri: 'functions',
      },
    },
    Resources: {
      Api: {
        Type: 'AWS::Serverless::Api',
        Properties: {
          StageName: stage,
          DefinitionBody: {
            'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'openapi.json' } },
          },
        },
      },
      ...Object.assign({}, ...lambdas.map((one) => functionResources(one, settings))),
      ...settings.resources,
    },
    Outputs: {
      ApiId: { Value: { Ref: 'Api' } },
      ApiStage: { Value: stage },
      ApiUrl: {
        Value: {
          'Fn::Sub': `https://\${Api}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/${stage}`,
        },
      },
      ...Object.fromEntries(functions.map(({ logicalId }) => [logicalId, { Value: { Ref: logicalId } }])),
      ...settings.outputs,
    },
  };
}

function functionResources(
  { logicalId, module, ...other }: PlannedFunction | PlannedAuthorizer,
  settings: Settings,
): Record<string, unknown> {
  const isAuthorizer = 'authorizer' in other;
  return {
    [logicalId]: {
      Type: 'AWS::Serverless::Function',
      Metadata: { BuildProperties: { Plugins: ['@samples/lambada/remove-annotations'] } },
      Properties: {
        Handler: `${module}.handler`,
        ...functionProperties(settings.function, settings.functions[logicalId]),
      },
    },
    [`${logicalId}Permission`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: logicalId },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: {
          'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/${isAuthorizer ? 'authorizers' : settings.stage}/*`,
        },
      },
    },
  };
}

function functionProperties(all: FunctionSettings, own: FunctionSettings = {}): Record<string, unknown> {
  const { memorySize = 256, timeout = 10, policies, vpc } = { ...all, ...own };
  return {
    MemorySize: memorySize,
    Timeout: timeout,
    Environment: {
      Variables: { NODE_OPTIONS: '--enable-source-maps', ...all.environment, ...own.environment },
    },
    ...(policies && { Policies: policies }),
    ...(vpc && { VpcConfig: { SubnetIds: vpc.subnetIds, SecurityGroupIds: vpc.securityGroupIds } }),
  };
}
