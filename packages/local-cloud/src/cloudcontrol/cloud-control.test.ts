import { expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { sendSigned } from '../testing/signed-request.ts';

const cloud = withCloud();

async function getResource(input: object) {
  const { status, text } = await sendSigned(cloud.url(), {
    service: 'cloudcontrolapi',
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'CloudApiService.GetResource' },
    body: JSON.stringify(input),
  });
  return { status, ...JSON.parse(text) };
}

it('finds no URL of a function', async () => {
  expect(await getResource({ TypeName: 'AWS::Lambda::Url', Identifier: 'hello' })).toEqual({
    status: 400,
    __type: 'ResourceNotFoundException',
    message: "Resource of type 'AWS::Lambda::Url' with identifier 'hello' was not found.",
  });
});

it('refuses other types by name, and a call without an identifier', async () => {
  expect(await getResource({ TypeName: 'AWS::S3::Bucket', Identifier: 'b' })).toMatchObject({
    __type: 'UnsupportedActionException',
    message: expect.stringContaining('AWS::S3::Bucket'),
  });
  expect(await getResource({ TypeName: 'AWS::Lambda::Url' })).toMatchObject({
    __type: 'ValidationException',
    message: expect.stringContaining("'identifier'"),
  });
});
