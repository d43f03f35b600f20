import { describe, expect, it } from 'vitest';
import type { JsonObject, Resource, Template } from './index.ts';
import { transformSam } from './index.ts';
import { errorsOf, expand, idOf, propertiesOf, withApi, withFunction } from './testing/expand.ts';

describe('transformSam', () => {
  it('SM-1: leaves no Transform and no Globals, and everything else as it is', () => {
    const template = {
      ...withFunction({}),
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'kept',
      Globals: { Function: { Timeout: 5 } },
      Parameters: { Name: { Type: 'String' } },
    };
    const { Resources, ...rest } = transformSam(template, { region: 'us-east-1' }).template ?? {
      Resources: {},
    };
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
    expand(template);
    expect(template).toEqual(before);
  });

  it('adds no paths to a definition that is included', () => {
    const DefinitionBody = {
      'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://a/b' } },
    };
    const Properties = { StageName: 'prod', OpenApiVersion: '3.0.1', DefinitionBody };
    const resources = expand({ Resources: { Api: { Type: 'AWS::Serverless::Api', Properties } } });
    expect(resources.Api?.Properties?.Body).toEqual(DefinitionBody);
  });

  it('publishes a new version when a parameter moves the code', () => {
    const template = {
      ...withFunction({ CodeUri: { Bucket: 'artifacts', Key: { Ref: 'Key' } }, AutoPublishAlias: 'live' }),
      Parameters: { Key: { Type: 'String', Default: 'one.zip' } },
    };
    const version = (parameterValues: Record<string, string>) =>
      idOf(template, 'AWS::Lambda::Version', { parameterValues });
    expect(version({})).toBe(version({ Key: 'one.zip' }));
    expect(version({})).not.toBe(version({ Key: 'two.zip' }));
  });

  it('uses the architecture of a function in place of the global one', () => {
    const template = {
      ...withFunction({ Architectures: ['arm64'] }),
      Globals: { Function: { Architectures: ['x86_64'] } },
    };
    expect(expand(template).Worker?.Properties?.Architectures).toEqual(['arm64']);
  });

  it('keeps no IgnoreGlobals where there are none', () => {
    const template = withFunction({});
    Object.assign(template.Resources.Worker ?? {}, { IgnoreGlobals: '*' });
    expect(expand(template).Worker).not.toHaveProperty('IgnoreGlobals');
  });

  it('looks managed policies up by name, first among those it is given', () => {
    const template = withFunction({ Policies: ['AmazonS3ReadOnlyAccess', 'Own', 'Unknown'] });
    const managedPolicies = { Own: 'arn:aws:iam::000000000000:policy/Own' };
    const role = expand(template, { managedPolicies }).WorkerRole;
    expect(role?.Properties?.ManagedPolicyArns).toEqual([
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      'arn:aws:iam::000000000000:policy/Own',
      'Unknown',
    ]);
  });

  it('writes ARNs of the partition the region is in', () => {
    const resources = expand(withFunction({}), { region: 'cn-north-1' });
    expect(resources.WorkerRole?.Properties?.ManagedPolicyArns).toEqual([
      'arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    ]);
  });

  it('SM-2: reports the problem of every resource at once, in AWS’s words', () => {
    const template = withFunction(
      { Foo: 1 },
      {
        Table: { Type: 'AWS::Serverless::SimpleTable', Properties: { Bar: 1 } },
        Flow: { Type: 'AWS::Serverless::StateMachine' },
      },
    );
    const words = [
      'Resource with id [Flow] is invalid. resources of type AWS::Serverless::StateMachine are not supported by this transform',
      'Resource with id [Worker] is invalid. property Foo not defined for resource of type AWS::Serverless::Function',
      'Resource with id [Table] is invalid. property Bar not defined for resource of type AWS::Serverless::SimpleTable',
    ];
    expect(transformSam(template, { region: 'us-east-1' })).toEqual({
      errors: [
        {
          resource: 'Flow',
          message: words[0],
          unsupported: 'resources of type AWS::Serverless::StateMachine are',
        },
        { resource: 'Worker', property: 'Foo', message: words[1] },
        { resource: 'Table', property: 'Bar', message: words[2] },
      ],
      message:
        'Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document. ' +
        `Number of errors found: 3. ${words.join(' ')}`,
    });
  });

  it('SM-3: merges Globals: own scalars win, maps merge, lists follow', () => {
    const template = {
      ...withFunction({ Timeout: 9, Environment: { Variables: { B: '2' } }, Layers: ['own'] }),
      Globals: {
        Function: {
          Timeout: 3,
          MemorySize: 512,
          Environment: { Variables: { A: '1', B: '1' } },
          Layers: ['all'],
        },
      },
    };
    expect(propertiesOf(template, 'Worker')).toMatchObject({
      Timeout: 9,
      MemorySize: 512,
      Environment: { Variables: { A: '1', B: '2' } },
      Layers: ['all', 'own'],
    });
  });

  it('SM-3: leaves out the Globals that a resource ignores', () => {
    const template = { ...withFunction({}), Globals: { Function: { Timeout: 3, MemorySize: 512 } } };
    Object.assign(template.Resources.Worker ?? {}, { IgnoreGlobals: ['Timeout'] });
    expect(propertiesOf(template, 'Worker')).not.toHaveProperty('Timeout');
    expect(propertiesOf(template, 'Worker').MemorySize).toBe(512);
  });

  it('SM-4: finds what it generated by the names that SAM gives it', () => {
    const uses = { Type: 'AWS::SSM::Parameter', Properties: { Value: { Ref: 'Worker.Alias' } } };
    const template = withFunction({ AutoPublishAlias: 'live' }, { Uses: uses });
    expect(propertiesOf(template, 'Uses').Value).toEqual({ Ref: 'WorkerAliaslive' });
  });

  it('SM-5: gives the attributes of a resource to what is generated for it', () => {
    const template = withFunction({});
    Object.assign(template.Resources.Worker ?? {}, {
      Condition: 'IsOn',
      DependsOn: 'Other',
      DeletionPolicy: 'Retain',
    });
    const { Worker, WorkerRole } = expand(template);
    expect(Worker).toMatchObject({ Condition: 'IsOn', DependsOn: 'Other', DeletionPolicy: 'Retain' });
    expect(WorkerRole).toMatchObject({ Condition: 'IsOn', DeletionPolicy: 'Retain' });
    expect(WorkerRole).not.toHaveProperty('DependsOn');
  });

  it('SM-31: accepts what changes nothing', () => {
    const template = withFunction({});
    Object.assign(template.Resources.Worker ?? {}, { Description: 'does the work' });
    expect(expand({ ...template, Globals: { HttpApi: { Timeout: 1 } } })).toEqual(expand(withFunction({})));
  });

  it('SM-6: makes no resource of an id that the template has', () => {
    expect(errorsOf(withFunction({}, { WorkerRole: { Type: 'AWS::IAM::Role' } }))).toEqual([
      expect.stringContaining(
        'attempts to create a new resource with id [WorkerRole] and type "AWS::IAM::Role"',
      ),
    ]);
  });

  it('SM-29: makes a table with the key id, billed by request', () => {
    const tableOf = (Properties: JsonObject) =>
      propertiesOf({ Resources: { Table: { Type: 'AWS::Serverless::SimpleTable', Properties } } }, 'Table');
    expect(tableOf({})).toEqual({
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    const throughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
    expect(tableOf({ PrimaryKey: { Name: 'n', Type: 'Number' }, ProvisionedThroughput: throughput })).toEqual(
      {
        AttributeDefinitions: [{ AttributeName: 'n', AttributeType: 'N' }],
        KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
        ProvisionedThroughput: throughput,
      },
    );
  });
});

describe('transformSam makes', () => {
  it('nothing of a serverless type that AWS does not have: CloudFormation says so', () => {
    const Misspelt = { Type: 'AWS::Serverless::Fuction', Properties: { Handler: 'a' } };
    expect(expand({ Resources: { Misspelt } })).toEqual({ Misspelt });
  });

  it('SM-34: of an application the nested stack of its template', () => {
    const Location = 'https://templates.s3.amazonaws.com/part.yaml';
    const App = { Type: 'AWS::Serverless::Application', Properties: { Location } };
    expect(expand({ Resources: { App } }).App).toMatchObject({
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: Location },
    });
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
      "Policy at index 0 in the 'Policies' property is not valid",
    ],
    [
      'an event whose properties are no map',
      withFunction({ Events: { Get: { Type: 'Api', Properties: '/notes' } } }),
      'Resource with id [Worker] is invalid. Event with id [Get] is invalid. Properties should be a map.',
    ],
    [
      'a dead-letter queue that is of no type',
      withFunction({ DeadLetterQueue: { Type: ['SQS'], TargetArn: 'arn' } }),
      "Property 'DeadLetterQueue.Type' should be a string.",
    ],
    [
      'a dead-letter configuration of a schedule without a queue',
      withFunction({
        Events: {
          Tick: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)', DeadLetterConfig: {} } },
        },
      }),
      "Event with id [WorkerTick] is invalid. No 'Arn' or 'Type' property provided for DeadLetterConfig.",
    ],
    [
      'a tenancy configuration beside an event that is not a method',
      withFunction({
        TenancyConfig: { TenantIsolationMode: 'PER_TENANT' },
        Events: { Tick: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } } },
      }),
      "Event source 'Schedule' is not supported for functions enabled with tenancy configuration. Only Api",
    ],
    [
      'code at a dynamic reference',
      withFunction({ CodeUri: 's3://{{resolve:ssm:/bucket}}/code.zip' }),
      "Unsupported dynamic reference detected in 'CodeUri'.",
    ],
    [
      'code in a bucket whose name is still a token',
      withFunction({ CodeUri: 's3://[TOKEN.25]/code.zip' }),
      "'CodeUri' is not a valid S3 Uri of the form",
    ],
    [
      'a gateway response that is a number',
      withApi({ GatewayResponses: { DEFAULT_4XX: 7 } }),
      "Invalid property type 'int' for GatewayResponses. Expected an object of type 'GatewayResponse'.",
    ],
    [
      'an identity that is a string',
      withApi({ Auth: { Authorizers: { Pool: { UserPoolArn: 'arn', Identity: 'Authorization' } } } }),
      'Auth.Authorizers.<Authorizer>.Identity must be a dict (LambdaTokenAuthorizationIdentity,',
    ],
    [
      'a path without methods in OpenAPI 3',
      withApi({ OpenApiVersion: '3.0.1', DefinitionBody: { openapi: '3.0.1', paths: { '/a': null } } }),
      "Structure of the SAM template is invalid. Value of '/a' path must be a dictionary according to Swagger spec.",
    ],
    [
      'responses to preflight requests that are a string in OpenAPI 3',
      withApi({
        OpenApiVersion: '3.0.1',
        DefinitionBody: { openapi: '3.0.1', paths: { '/a': { options: { responses: 'ok' } } } },
      }),
      'Invalid responses in options method for path /a: It should be a map.',
    ],
    [
      'an endpoint configuration that is a string in a definition',
      withApi({
        DisableExecuteApiEndpoint: true,
        DefinitionBody: { swagger: '2.0', paths: {}, 'x-amazon-apigateway-endpoint-configuration': 'none' },
      }),
      "Invalid OpenAPI definition: The value of 'x-amazon-apigateway-endpoint-configuration' should be a map.",
    ],
    [
      'a nested application without a place',
      { Resources: { App: { Type: 'AWS::Serverless::Application', Properties: {} } } },
      'Resource with id [App] is invalid. Resource is missing the required [Location] property.',
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
      { ...withFunction({}), Globals: { Functions: {} } },
      "'Globals' section is invalid. 'Functions' is not supported. Must be one of the following values - ['Api'",
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
  ])('SM-2: %s', (_, template, message) => {
    expect(errorsOf(template)).toEqual([expect.stringContaining(message)]);
  });
});
