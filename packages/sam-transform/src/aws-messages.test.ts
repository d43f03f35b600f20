import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue, Resource, Template } from './index.ts';
import { errorsOf, methodOf, withApi, withFunction } from './testing/expand.ts';

const noCode: Resource = { Type: 'AWS::Serverless::Function' };

describe("a template's faults in AWS's words", () => {
  it.each<[string, Template, string[]]>([
    [
      'a security requirement that is a list, reported without the faults of single resources',
      withApi(
        { DefinitionBody: definition({ get: method([[]]) }), Auth: { ApiKeyRequired: true } },
        { noCode },
      ),
      [
        'Structure of the SAM template is invalid. [] in Security for path /a method get is not a valid dictionary.',
      ],
    ],
    [
      'an Fn::If in a definition whose value is no list',
      withApi({ DefinitionBody: definition({ 'Fn::If': {} }), Auth: { ApiKeyRequired: true } }),
      ['Structure of the SAM template is invalid. Value of Fn::If must be a list.'],
    ],
    [
      'an event of an API that no id names, reported without the resources that come later',
      { Resources: { Call: callOf({ 'Fn::Join': ['-', ['A', 'b']] }), 'A-b': { ...noCode } } },
      [event('Call', 'Call', "Property 'RestApiId' should be a string.")],
    ],
    [
      'a logical id with a dash',
      { Resources: { 'A-b': { Type: 'AWS::Serverless::SimpleTable' } } },
      [resource('A-b', 'Logical ids must be alphanumeric.')],
    ],
    [
      'authorizers in a list, once and on the API',
      withApi(
        { Auth: { Authorizers: [{}] } },
        { Call: methodOf('Api', '/', 'get', { Auth: { Authorizer: ['Pool'] } }) },
      ),
      [resource('Api', "Property 'Auth.Authorizers' should be a map.")],
    ],
    [
      'scopes of an authorizer that are no list',
      withApi({ Auth: { Authorizers: { Pool: { UserPoolArn: 'arn', AuthorizationScopes: 'read' } } } }),
      [resource('Api', "Property 'Authorizers.Pool.AuthorizationScopes' should be a list.")],
    ],
    ...[null, [{ Ref: 'Worker' }], 7].map((DependsOn): [string, Template, string[]] => [
      `a bucket that depends on ${JSON.stringify(DependsOn)}, on the event's resource`,
      withFunction(
        { Events: { Put: { Type: 'S3', Properties: { Bucket: { Ref: 'Files' }, Events: 's3:*' } } } },
        { Files: { Type: 'AWS::S3::Bucket', DependsOn } as unknown as Resource },
      ),
      [resource('WorkerPut', "Invalid type for field 'DependsOn'. Expected a string or list of strings.")],
    ]),
    [
      'a destination under an Fn::If of two arguments',
      withFunction({
        EventInvokeConfig: {
          DestinationConfig: { OnSuccess: { Type: 'SQS', Destination: { 'Fn::If': ['IsProd', 'arn'] } } },
        },
      }),
      [resource('WorkerEventInvokeConfig', "Malformed 'Destination' property: Fn::If requires 3 arguments.")],
    ],
    [
      'methods without properties, paths and names, for all functions at once',
      {
        Resources: {
          Text: functionWith({ Get: { Type: 'Api', Properties: '/hello' } }),
          NoPath: functionWith({ Get: { Type: 'Api', Properties: { Method: 'get' } } }),
        },
      },
      [
        event('Text', 'Get', 'Properties should be a map.'),
        event('NoPath', 'Get', "Property 'Path' is required."),
      ],
    ],
    [
      'an event that says nothing, before the code',
      withFunction({ CodeUri: 'code/', Events: { Put: null } }),
      [event('Worker', 'Put', "'NoneType' object has no attribute 'get'")],
    ],
    [
      'OmitName left to CloudFormation',
      withFunction({
        Events: {
          Tick: {
            Type: 'ScheduleV2',
            Properties: { ScheduleExpression: 'rate(1 day)', OmitName: { Ref: 'Omit' } },
          },
        },
      }),
      [resource('WorkerTick', "Type of property 'OmitName' is invalid.")],
    ],
  ])('SM-2: %s', (_, template, messages) => {
    expect(errorsOf(template).toSorted()).toEqual(messages.toSorted());
  });
});

function definition(pathItem: JsonObject): JsonObject {
  return { swagger: '2.0', paths: { '/a': pathItem } };
}

function method(security: JsonValue): JsonObject {
  return { 'x-amazon-apigateway-integration': { type: 'mock' }, security };
}

function functionWith(Events: JsonObject): Resource {
  const code = { CodeUri: 's3://artifacts/code.zip', Handler: 'index.handler', Runtime: 'nodejs24.x' };
  return { Type: 'AWS::Serverless::Function', Properties: { ...code, Events } };
}

function callOf(RestApiId: JsonValue): Resource {
  return functionWith({ Call: { Type: 'Api', Properties: { Path: '/', Method: 'get', RestApiId } } });
}

function resource(id: string, message: string): string {
  return `Resource with id [${id}] is invalid. ${message}`;
}

function event(functionId: string, id: string, message: string): string {
  return resource(functionId, `Event with id [${id}] is invalid. ${message}`);
}
