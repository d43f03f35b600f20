import { describe, expect, it } from 'vitest';
import { SamError } from './sam-error.ts';
import type { JsonObject, Resource, Template } from './template.ts';
import { type SamOptions, transformSam } from './transform-sam.ts';

const options: SamOptions = {
  parameterValues: {},
  region: 'us-east-1',
  accountId: '000000000000',
  stackName: 'stack',
};
const code = { CodeUri: 's3://artifacts/code.zip', Handler: 'index.handler', Runtime: 'nodejs24.x' };

describe('transformSam', () => {
  it('leaves no Transform and no Globals, and everything else as it is', () => {
    const template = {
      ...withFunction({}),
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'kept',
      Globals: { Function: { Timeout: 5 } },
      Parameters: { Name: { Type: 'String' } },
    };
    const { Resources, ...rest } = transformSam(template, options);
    expect(rest).toEqual({
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'kept',
      Parameters: { Name: { Type: 'String' } },
    });
    expect(Resources.Worker?.Properties?.Timeout).toBe(5);
  });

  it('does not change the template it is given', () => {
    const template = withFunction({
      Policies: [{ S3ReadPolicy: { BucketName: { Ref: 'Bucket' } } }],
      Events: {
        Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } },
        Put: { Type: 'S3', Properties: { Bucket: { Ref: 'Bucket' }, Events: 's3:ObjectCreated:*' } },
      },
    });
    template.Resources.Bucket = { Type: 'AWS::S3::Bucket' };
    const before = structuredClone(template);
    transformSam(template, options);
    expect(template).toEqual(before);
  });

  it('names a deployment for the definition: a new method makes a new one, the same template the same', () => {
    const withPath = (Path: string) =>
      deploymentId(withFunction({ Events: { Get: { Type: 'Api', Properties: { Path, Method: 'get' } } } }));
    expect(withPath('/a')).toMatch(/^ServerlessRestApiDeployment[0-9a-f]{10}$/);
    expect(withPath('/a')).toBe(withPath('/a'));
    expect(withPath('/a')).not.toBe(withPath('/b'));
  });

  it('adds no paths to a definition that is included', () => {
    const DefinitionBody = {
      'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://a/b' } },
    };
    const Properties = { StageName: 'prod', OpenApiVersion: '3.0.1', DefinitionBody };
    const { Resources } = transformSam(
      { Resources: { Api: { Type: 'AWS::Serverless::Api', Properties } } },
      options,
    );
    expect(Resources.Api?.Properties?.Body).toEqual(DefinitionBody);
  });

  it('deploys an API again when a function behind it gets another name', () => {
    const named = (FunctionName: string) =>
      deploymentId(
        withFunction({
          FunctionName,
          Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } },
        }),
      );
    expect(named('one')).not.toBe(named('two'));
  });

  it('publishes a new version when a parameter moves the code', () => {
    const template = {
      ...withFunction({ CodeUri: { Bucket: 'artifacts', Key: { Ref: 'Key' } }, AutoPublishAlias: 'live' }),
      Parameters: { Key: { Type: 'String', Default: 'one.zip' } },
    };
    const version = (parameterValues: Record<string, string>) =>
      idOf(transformSam(template, { ...options, parameterValues }), 'AWS::Lambda::Version');
    expect(version({})).toBe(version({ Key: 'one.zip' }));
    expect(version({})).not.toBe(version({ Key: 'two.zip' }));
  });

  it('takes the architecture of a function in place of the global one', () => {
    const template = {
      ...withFunction({ Architectures: ['arm64'] }),
      Globals: { Function: { Architectures: ['x86_64'] } },
    };
    expect(transformSam(template, options).Resources.Worker?.Properties?.Architectures).toEqual(['arm64']);
  });

  it('keeps no IgnoreGlobals where there are none', () => {
    const template = withFunction({});
    Object.assign(template.Resources.Worker ?? {}, { IgnoreGlobals: '*' });
    expect(transformSam(template, options).Resources.Worker).not.toHaveProperty('IgnoreGlobals');
  });

  it('looks managed policies up by name, first among those it is given', () => {
    const template = withFunction({ Policies: ['AmazonS3ReadOnlyAccess', 'Own', 'Unknown'] });
    const managedPolicies = { Own: 'arn:aws:iam::000000000000:policy/Own' };
    const role = transformSam(template, { ...options, managedPolicies }).Resources.WorkerRole;
    expect(role?.Properties?.ManagedPolicyArns).toEqual([
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      'arn:aws:iam::000000000000:policy/Own',
      'Unknown',
    ]);
  });

  it('writes ARNs of the partition the region is in', () => {
    const { Resources } = transformSam(withFunction({}), { ...options, region: 'cn-north-1' });
    expect(Resources.WorkerRole?.Properties?.ManagedPolicyArns).toEqual([
      'arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    ]);
  });

  it('reports the fault of every resource in AWS’s words', () => {
    const Resources: Record<string, Resource> = {
      One: { Type: 'AWS::Serverless::Function', Properties: { ...code, Foo: 1 } },
      Two: { Type: 'AWS::Serverless::SimpleTable', Properties: { Bar: 1 } },
    };
    expect(() => transformSam({ Resources }, options)).toThrow(
      new SamError([
        'Resource with id [One] is invalid. property Foo not defined for resource of type AWS::Serverless::Function',
        'Resource with id [Two] is invalid. property Bar not defined for resource of type AWS::Serverless::SimpleTable',
      ]),
    );
    expect(() => transformSam({ Resources }, options)).toThrow(
      /^Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document\. Number of errors found: 2\. Resource with id \[One\]/,
    );
  });
});

describe('transformSam refuses by name', () => {
  it.each<[string, Template, string]>([
    ['a template without resources', { Resources: {} }, "'Resources' section is required"],
    [
      'a serverless type it does not have',
      { Resources: { Flow: { Type: 'AWS::Serverless::StateMachine' } } },
      'Resource with id [Flow] is invalid. resources of type AWS::Serverless::StateMachine are not supported',
    ],
    [
      'a property it does not have',
      withFunction({ DeploymentPreference: { Type: 'AllAtOnce' } }),
      'property DeploymentPreference of AWS::Serverless::Function is not supported',
    ],
    ['a container image', withFunction({ PackageType: 'Image' }), 'PackageType Image is not supported'],
    [
      'a type of event it does not have',
      withFunction({ Events: { Queue: { Type: 'SQS', Properties: { Queue: 'arn' } } } }),
      'Event with id [Queue] is invalid. events of type SQS are not supported',
    ],
    [
      'an unknown key beside Type and Properties of an event',
      withFunction({ Events: { Tick: { Type: 'Schedule', Schedule: 'rate(1 day)' } } }),
      'Event with id [Tick] is invalid. Schedule is not defined for an event',
    ],
    [
      'an unknown policy template',
      withFunction({ Policies: [{ TelepathyPolicy: {} }] }),
      "Policy at index 0 in the 'Policies' property is not valid: policy template 'TelepathyPolicy' is not known",
    ],
    [
      'an unknown parameter of a policy template',
      withFunction({ Policies: [{ DynamoDBReadPolicy: { TableName: 't', Table: 't' } }] }),
      "policy template 'DynamoDBReadPolicy' has no parameter 'Table'",
    ],
    [
      'a destination it would have to make itself',
      withFunction({ EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'SQS' } } } }),
      'a destination of type SQS without Destination is not supported',
    ],
    [
      'an unknown attribute of a serverless resource',
      {
        Resources: {
          Table: { Type: 'AWS::Serverless::SimpleTable', ConditionName: 'x' } as unknown as Resource,
        },
      },
      'attribute ConditionName not defined for resource of type AWS::Serverless::SimpleTable',
    ],
    [
      'connectors',
      { Resources: { Table: { Type: 'AWS::DynamoDB::Table', Connectors: {} } as unknown as Resource } },
      'Resource with id [Table] is invalid. attribute Connectors is not supported',
    ],
    [
      'a section of Globals that does not exist',
      { ...withFunction({}), Globals: { HttpApi: {} } },
      "'Globals' section is invalid. 'HttpApi' is not supported. Must be one of the following values - ['Api'",
    ],
    [
      'a property Globals cannot have',
      { ...withFunction({}), Globals: { Function: { FunctionName: 'same' } } },
      "'Globals' section is invalid. 'FunctionName' is not a supported property of 'Function'.",
    ],
    [
      'an unknown key of Auth at an event',
      withFunction({
        Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get', Auth: { Authoriser: 'x' } } } },
      }),
      'Event with id [Get] is invalid. property Authoriser not defined for Auth of an Api event',
    ],
  ])('%s', (_, template, message) => {
    expect(() => transformSam(template, options)).toThrow(message);
    expect(() => transformSam(template, options)).toThrow(SamError);
  });
});

function withFunction(properties: JsonObject): Template {
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: { Worker: { Type: 'AWS::Serverless::Function', Properties: { ...code, ...properties } } },
  };
}

function deploymentId(template: Template): string {
  return idOf(transformSam(template, options), 'AWS::ApiGateway::Deployment');
}

function idOf({ Resources }: Template, type: string): string {
  return Object.keys(Resources).find((id) => Resources[id]?.Type === type) ?? `no ${type}`;
}
