import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { sendSigned } from '../../testing/signed-request.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();

/** A function at a URL, and an API whose back end the URL is. */
function template(FunctionUrlConfig: object): object {
  const proxy = {
    'x-amazon-apigateway-integration': {
      type: 'http_proxy',
      httpMethod: 'POST',
      uri: { 'Fn::GetAtt': ['HelloUrl', 'FunctionUrl'] },
    },
  };
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Hello: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          InlineCode:
            'exports.handler = async ({ requestContext }) => ({ method: requestContext.http.method });',
          AutoPublishAlias: 'live',
          FunctionUrlConfig,
        },
      },
      Api: {
        Type: 'AWS::Serverless::Api',
        Properties: {
          StageName: 'v1',
          DefinitionBody: {
            swagger: '2.0',
            info: { title: 'a', version: '1' },
            paths: { '/': { get: proxy } },
          },
        },
      },
    },
    Outputs: {
      Url: { Value: { 'Fn::GetAtt': ['HelloUrl', 'FunctionUrl'] } },
      Target: { Value: { Ref: 'HelloUrl' } },
      ApiId: { Value: { Ref: 'Api' } },
    },
  };
}

/** As curl does it, which resolves `*.localhost` itself. */
function get(url: string): Promise<{ status: number; body: string }> {
  const { host, pathname } = new URL(url);
  const { hostname, port } = new URL(cloud.url());
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: pathname, headers: { host } }, async (response) => {
      resolve({ status: response.statusCode ?? 0, body: await text(response) });
    })
      .on('error', reject)
      .end();
  });
}

async function readByCloudControl(Identifier: string): Promise<Record<string, unknown> | undefined> {
  const { text } = await sendSigned(cloud.url(), {
    service: 'cloudcontrolapi',
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'CloudApiService.GetResource' },
    body: JSON.stringify({ TypeName: 'AWS::Lambda::Url', Identifier }),
  });
  const { ResourceDescription } = JSON.parse(text);
  return ResourceDescription && JSON.parse(ResourceDescription.Properties);
}

it('is created, called, changed and deleted with its stack', async () => {
  const stack = stackClient(cloud.client(CloudFormationClient), 'with-url');
  await stack.create(template({ AuthType: 'NONE' }));
  const { Url = '', Target = '', ApiId } = await stack.outputs();
  expect(Target).toMatch(/^arn:aws:lambda:us-east-1:000000000000:function:with-url-Hello-\w+:live$/);
  expect(await get(Url)).toEqual({ status: 200, body: '{"method":"GET"}' });
  const byApi = await fetch(`${cloud.url()}/restapis/${ApiId}/v1/_user_request_/`);
  expect(await byApi.json()).toEqual({ method: 'POST' });
  expect(await readByCloudControl(Target)).toMatchObject({ FunctionUrl: Url, AuthType: 'NONE' });

  await stack.update(template({ AuthType: 'AWS_IAM', Cors: { AllowOrigins: ['*'], MaxAge: 10 } }));
  expect((await stack.outputs()).Url).toBe(Url);
  expect((await get(Url)).status).toBe(403);
  expect(await readByCloudControl(Target)).toMatchObject({ Cors: { AllowOrigins: ['*'], MaxAge: 10 } });
  await stack.update(template({ AuthType: 'AWS_IAM' }));
  expect(await readByCloudControl(Target)).not.toHaveProperty('Cors');
  await stack.delete();
  expect((await get(Url)).body).toBe('{"Message":null}');
  expect(await readByCloudControl(Target)).toBeUndefined();
});
