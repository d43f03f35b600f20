import {
  APIGatewayClient,
  GetBasePathMappingsCommand,
  GetClientCertificateCommand,
  GetDocumentationPartsCommand,
  GetDomainNameCommand,
  GetStageCommand,
  GetVpcLinksCommand,
} from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();
const api = { Ref: 'Api' };

/** One API with all that a stack can put around it. */
function template({ text, percent }: { readonly text: string; readonly percent: number }) {
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'around', MinimumCompressionSize: 10 } },
      Method: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          RestApiId: api,
          ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
          HttpMethod: 'GET',
          AuthorizationType: 'NONE',
          Integration: { Type: 'MOCK' },
        },
      },
      Part: {
        Type: 'AWS::ApiGateway::DocumentationPart',
        Properties: { RestApiId: api, Location: { Type: 'API' }, Properties: JSON.stringify({ info: text }) },
      },
      Version: {
        Type: 'AWS::ApiGateway::DocumentationVersion',
        DependsOn: 'Part',
        Properties: { RestApiId: api, DocumentationVersion: 'v1' },
      },
      Deployment: {
        Type: 'AWS::ApiGateway::Deployment',
        DependsOn: 'Method',
        Properties: { RestApiId: api },
      },
      Stage: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: {
          RestApiId: api,
          StageName: 'live',
          DeploymentId: { Ref: 'Deployment' },
          DocumentationVersion: { Ref: 'Version' },
          ClientCertificateId: { Ref: 'Certificate' },
          CanarySetting: { PercentTraffic: percent, StageVariableOverrides: { color: 'blue' } },
        },
      },
      Domain: {
        Type: 'AWS::ApiGateway::DomainName',
        Properties: { DomainName: 'stack.example.com', EndpointConfiguration: { Types: ['REGIONAL'] } },
      },
      Mapping: {
        Type: 'AWS::ApiGateway::BasePathMapping',
        Properties: {
          DomainName: { Ref: 'Domain' },
          BasePath: 'v1',
          RestApiId: api,
          Stage: { Ref: 'Stage' },
        },
      },
      Certificate: { Type: 'AWS::ApiGateway::ClientCertificate', Properties: { Description: text } },
      Link: {
        Type: 'AWS::ApiGateway::VpcLink',
        Properties: {
          Name: text,
          TargetArns: ['arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/a/b'],
        },
      },
    },
    Outputs: {
      Id: { Value: api },
      Target: { Value: { 'Fn::GetAtt': ['Domain', 'RegionalDomainName'] } },
      Certificate: { Value: { 'Fn::GetAtt': ['Certificate', 'ClientCertificateId'] } },
    },
  };
}

it('are created, changed in place and deleted with their stack', async () => {
  const stack = stackClient(cloud.client(CloudFormationClient), 'around');
  const client = cloud.client(APIGatewayClient);
  await stack.create(template({ text: 'first', percent: 5 }));
  const outputs = await stack.outputs();
  const restApiId = outputs.Id;
  const stage = () => client.send(new GetStageCommand({ restApiId, stageName: 'live' }));
  expect(outputs.Target).toMatch(/^d-\w+\.execute-api\./);
  expect(await stage()).toMatchObject({
    documentationVersion: 'v1',
    canarySettings: { percentTraffic: 5, stageVariableOverrides: { color: 'blue' } },
  });
  const mappings = new GetBasePathMappingsCommand({ domainName: 'stack.example.com' });
  expect((await client.send(mappings)).items).toEqual([{ basePath: 'v1', restApiId, stage: 'live' }]);

  const certificateNow = () =>
    client.send(new GetClientCertificateCommand({ clientCertificateId: outputs.Certificate }));
  expect((await stage()).clientCertificateId).toBe(outputs.Certificate);
  expect((await certificateNow()).description).toBe('first');

  await stack.update(template({ text: 'second', percent: 10 }));
  expect((await stage()).canarySettings?.percentTraffic).toBe(10);
  const { items: parts = [] } = await client.send(new GetDocumentationPartsCommand({ restApiId }));
  expect(parts.map(({ properties }) => properties)).toEqual(['{"info":"second"}']);
  const { items: links = [] } = await client.send(new GetVpcLinksCommand({}));
  expect(links.map((link) => link.name)).toEqual(['second']);

  expect((await certificateNow()).description).toBe('second');

  await stack.delete();
  await expect(certificateNow()).rejects.toMatchObject({ name: 'NotFoundException' });
  expect((await client.send(new GetVpcLinksCommand({}))).items).toEqual([]);
  await expect(
    client.send(new GetDomainNameCommand({ domainName: 'stack.example.com' })),
  ).rejects.toMatchObject({ name: 'NotFoundException' });
});
