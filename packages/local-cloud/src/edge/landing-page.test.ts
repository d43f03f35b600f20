import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { api, mockMethod } from '../apigateway/testing/definitions.ts';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();

async function createStack(name: string, template: object): Promise<void> {
  const cloudformation = cloud.client(CloudFormationClient);
  await cloudformation.send(
    new CreateStackCommand({ StackName: name, TemplateBody: JSON.stringify(template) }),
  );
  await expect
    .poll(
      async () =>
        (await cloudformation.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0]?.StackStatus,
    )
    .toBe('CREATE_COMPLETE');
}

describe('the landing page', () => {
  it('says how to deploy where nothing is deployed', async () => {
    const page = await (await fetch(cloud.url())).text();
    expect(page).toContain('npm run deploy --workspace crud-service');
  });

  it('shows each stack with an API by its short URL, with the command to try, as text and never as markup', async () => {
    const bucket = { Bucket: { Type: 'AWS::S3::Bucket' } };
    await createStack('no-api', { Resources: bucket });
    await createStack('an-api', {
      Description: 'Says <b>hello</b> & more',
      Metadata: { Sample: { Try: "curl '{ApiUrl}/x?a=1&b=2'" } },
      Resources: {
        Api: {
          Type: 'AWS::ApiGateway::RestApi',
          Properties: { Body: api({ '/': { get: mockMethod('hello') } }) },
        },
        Deployment: {
          Type: 'AWS::ApiGateway::Deployment',
          Properties: { RestApiId: { Ref: 'Api' }, StageName: 'Prod' },
        },
      },
    });
    const response = await fetch(cloud.url());
    const page = await response.text();
    const { port } = new URL(cloud.url());
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).toContain('Says &lt;b&gt;hello&lt;/b&gt; &amp; more');
    expect(page).toContain(`<a href="http://an-api.localhost:${port}/">`);
    expect(page).toContain(`curl &#39;http://an-api.localhost:${port}/x?a=1&amp;b=2&#39;`);
    const urlByNumber = new RegExp(`${cloud.url()}/restapis/[a-z0-9]{10}/Prod/_user_request_`).exec(
      page,
    )?.[0];
    expect(await (await fetch(`${urlByNumber}/`)).text()).toBe('hello');
    expect(page).not.toContain('no-api');
  });

  it('has its short URLs as JSON for tools', async () => {
    const { port } = new URL(cloud.url());
    const listed = await (await fetch(`${cloud.url()}/_local-cloud/apis`)).json();
    expect(listed).toEqual({
      apis: [
        {
          stackName: 'an-api',
          apiId: expect.stringMatching(/^[a-z0-9]{10}$/),
          stageName: 'Prod',
          isMain: true,
          region: 'us-east-1',
          url: `http://an-api.localhost:${port}`,
        },
      ],
    });
  });
});
