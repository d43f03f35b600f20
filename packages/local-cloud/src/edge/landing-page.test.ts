import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
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

  it('shows each stack that names its API, with the command to try, as text and never as markup', async () => {
    const bucket = { Bucket: { Type: 'AWS::S3::Bucket' } };
    await createStack('no-api', { Resources: bucket });
    await createStack('an-api', {
      Description: 'Says <b>hello</b> & more',
      Metadata: { Sample: { Try: "curl '{ApiUrl}/x?a=1&b=2'" } },
      Resources: bucket,
      Outputs: { ApiId: { Value: 'abc123' }, ApiStage: { Value: 'Prod' } },
    });
    const response = await fetch(cloud.url());
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).toContain('Says &lt;b&gt;hello&lt;/b&gt; &amp; more');
    expect(page).toContain(`curl &#39;${cloud.url()}/restapis/abc123/Prod/_user_request_/x?a=1&amp;b=2&#39;`);
    expect(page).not.toContain('no-api');
  });
});
