import { describe, expect, it } from 'vitest';
import type { Resource } from './template.ts';
import { errorsOf, expand, withFunction } from './testing/expand.ts';

describe('transformSam makes', () => {
  it('SM-39: a stand-in of what it lacks under a condition that is false', () => {
    const Condition = 'WithQueue';
    const worker = withFunction(
      {
        DeploymentPreference: { Type: 'AllAtOnce' },
        EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: 'SQS' } } },
        Events: {
          Queue: { Type: 'SQS', Properties: { Queue: 'q' } },
          Night: {
            Type: 'Schedule',
            Properties: { Schedule: 'rate(1 day)', DeadLetterConfig: { Type: 'SQS' } },
          },
        },
      },
      { Flow: { Type: 'AWS::Serverless::StateMachine', Condition, Properties: { Definition: {} } } },
    );
    Object.assign(worker.Resources.Worker ?? {}, { Condition });
    expect(errorsOf(worker)).toHaveLength(2);
    const { Flow, Worker, WorkerRole } = expand(worker, { falseConditions: [Condition] });
    expect(Flow).toEqual({ Type: 'AWS::StepFunctions::StateMachine', Condition });
    expect([Worker?.Condition, WorkerRole?.Condition]).toEqual([Condition, Condition]);
  });

  it('SM-39: a domain without its records under a condition that is false', () => {
    const Domain = { DomainName: 'x.example', CertificateArn: 'arn', Route53: { HostedZoneId: 'z' } };
    const Api = {
      Type: 'AWS::Serverless::Api',
      Condition: 'Public',
      Properties: { StageName: 'Prod', DefinitionBody: { openapi: '3.0.1', paths: {} }, Domain },
    };
    const types = Object.values(expand({ Resources: { Api } }, { falseConditions: ['Public'] }));
    expect(types.map(({ Type }) => Type)).toContain('AWS::ApiGateway::DomainName');
  });

  it('SM-39: nothing of connectors, and code of an image, under a condition that is false', () => {
    const Condition = 'WithQueue';
    const { Linked, Queue, Pictures, ...others } = expand(
      {
        Resources: {
          Linked: { Type: 'AWS::Serverless::Connector', Condition, Properties: {} },
          Queue: { Type: 'AWS::SQS::Queue', Condition, Connectors: {} } as unknown as Resource,
          Pictures: {
            Type: 'AWS::Serverless::Function',
            Condition,
            Properties: { PackageType: 'Image', ImageUri: 'uri', ImageConfig: { Command: ['a'] } },
          },
        },
      },
      { falseConditions: [Condition] },
    );
    expect([Linked, Queue]).toEqual([undefined, { Type: 'AWS::SQS::Queue', Condition }]);
    expect(Pictures?.Properties).toMatchObject({ Code: { ZipFile: '' } });
    expect(Object.keys(others)).toEqual(['PicturesRole']);
  });
});
