import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { sendSigned } from '../../testing/signed-request.ts';

const cloud = withCloud();
const service = 'apigateway';

it('an empty mapping template is shown as null, which a call may give too', async () => {
  const made = await sendSigned(cloud.url(), {
    service,
    method: 'POST',
    path: '/restapis',
    body: '{"name":"a"}',
  });
  const { id, rootResourceId } = JSON.parse(made.text);
  // The SDK leaves null out of what it sends and returns.
  const send = async (method: string, path: string, body: object = {}) => {
    const resource = `/restapis/${id}/resources/${rootResourceId}/methods/GET`;
    const request = {
      service: 'apigateway',
      method,
      path: `${resource}${path}`,
      body: JSON.stringify(body),
    };
    return JSON.parse((await sendSigned(cloud.url(), request)).text);
  };
  await send('PUT', '', { authorizationType: 'NONE' });
  const requestTemplates = { 'application/json': null, 'text/css': 'a' };
  expect(await send('PUT', '/integration', { type: 'MOCK', requestTemplates })).toMatchObject({
    requestTemplates,
  });
  for (const template of ['', null]) {
    const responseTemplates = { 'application/json': template };
    const shown = { statusCode: '200', responseTemplates: { 'application/json': null } };
    expect(await send('PUT', '/integration/responses/200', { responseTemplates })).toEqual(shown);
    expect((await send('GET', '')).methodIntegration).toMatchObject({
      requestTemplates,
      integrationResponses: { 200: shown },
    });
  }
});
