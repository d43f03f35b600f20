import {
  APIGatewayClient,
  GetMethodCommand,
  GetResourcesCommand,
  ImportRestApiCommand,
  PutRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { api, mockMethod, proxyTo } from '../testing/definitions.ts';

const cloud = withCloud();
let client: APIGatewayClient;
beforeAll(() => {
  client = cloud.client(APIGatewayClient);
});

const bodyOf = (definition: object) => Buffer.from(JSON.stringify(definition));
const rootMethod = async (restApiId: string | undefined) => {
  const { items = [] } = await client.send(new GetResourcesCommand({ restApiId }));
  const resourceId = items.find(({ path }) => path === '/')?.id;
  return client.send(new GetMethodCommand({ restApiId, resourceId, httpMethod: 'GET' }));
};

const requestParameters = {
  'integration.request.header.nothing': true,
  'integration.request.header.kept': "'text'",
};
const withNumber = api({ '/': { get: mockMethod('{}', { requestParameters }) } });
const notText =
  "Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.nothing' of resource '/' and method 'GET' but got 'true'";
const schema = { $ref: '#/components/schemas/Missing' };
const withMissingModel = api({
  '/': {
    get: {
      ...mockMethod('{}'),
      requestBody: { content: { 'application/json': { schema } } },
      responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
    },
  },
});
const missing = "Unable to find the model '#/components/schemas/Missing' that is referred to at GET /";

describe('an import', () => {
  it.each([
    ['a parameter that is not text', withNumber, notText],
    ['a reference to a missing model', withMissingModel, missing],
  ])('leaves out %s, with a warning', async (_what, definition, warning) => {
    const body = bodyOf(definition);
    const { id: restApiId, warnings } = await client.send(new ImportRestApiCommand({ body }));
    expect(warnings).toEqual([warning]);
    const put = await client.send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body }));
    expect(put.warnings).toEqual([warning]);
    const { requestModels = {}, methodIntegration } = await rootMethod(restApiId);
    expect(requestModels).toEqual({});
    expect(methodIntegration?.requestParameters?.['integration.request.header.nothing']).toBeUndefined();
  });

  it('keeps the parameters that are text', async () => {
    const { id } = await client.send(new ImportRestApiCommand({ body: bodyOf(withNumber) }));
    expect((await rootMethod(id)).methodIntegration?.requestParameters).toEqual({
      'integration.request.header.kept': "'text'",
    });
  });

  it('fails on warnings where the request says so, and changes nothing', async () => {
    const fails = new ImportRestApiCommand({ body: bodyOf(withNumber), failOnWarnings: true });
    await expect(client.send(fails)).rejects.toThrow(`Warnings found during import:\n\t${notText}`);
    const body = bodyOf(api({ '/': { get: mockMethod('{}') } }));
    const { id: restApiId } = await client.send(new ImportRestApiCommand({ body }));
    const put = new PutRestApiCommand({ restApiId, body: bodyOf(withNumber), failOnWarnings: true });
    await expect(client.send(put)).rejects.toThrow(`Warnings found during import:\n\t${notText}`);
    const { methodIntegration } = await rootMethod(restApiId);
    expect(methodIntegration?.requestParameters ?? {}).toEqual({});
  });

  it('resolves the account, region and partition that the definition names', async () => {
    const arn = 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:fn';
    const path = `\${AWS::Region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
    const body = bodyOf(api({ '/': { get: proxyTo(`arn:\${AWS::Partition}:apigateway:${path}`) } }));
    const { id } = await client.send(new ImportRestApiCommand({ body }));
    expect((await rootMethod(id)).methodIntegration?.uri).toBe(
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:fn/invocations',
    );
  });
});
