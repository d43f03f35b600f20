import { X509Certificate } from 'node:crypto';
import { createServer, globalAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import {
  APIGatewayClient,
  DeleteClientCertificateCommand,
  GenerateClientCertificateCommand,
  GetClientCertificateCommand,
  GetClientCertificatesCommand,
  type PatchOperation,
  TagResourceCommand,
  UpdateClientCertificateCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { selfSignedCertificate } from '../self-signed-certificate.ts';
import { api, httpMethod } from '../testing/definitions.ts';
import { deployApi } from '../testing/deploy-api.ts';
import { serveApi } from '../testing/served-api.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
const replace = (path: string, value: string): PatchOperation => ({ op: 'replace', path, value });
const generate = (description = 'mine') =>
  client().send(new GenerateClientCertificateCommand({ description, tags: { a: 'b' } }));
const get = (clientCertificateId: string | undefined) =>
  client().send(new GetClientCertificateCommand({ clientCertificateId }));

describe('A client certificate', () => {
  it('is a self-signed one of a year, and keeps its key to itself', async () => {
    const made = await generate();
    const { clientCertificateId, pemEncodedCertificate = '', createdDate, expirationDate } = made;
    expect(made).toMatchObject({ description: 'mine', tags: { a: 'b' } });
    expect(JSON.stringify(made)).not.toContain('PRIVATE KEY');
    const certificate = new X509Certificate(pemEncodedCertificate);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject.split('\n')).toEqual(['C=US', 'L=Seattle', 'CN=ApiGateway']);
    const [created, expires] = [createdDate, expirationDate].map((date) => Number(date) / 1000);
    expect(Number(expires) - Number(created)).toBe(365 * 24 * 60 * 60);
    expect(await get(clientCertificateId)).toMatchObject({ pemEncodedCertificate });
  });

  it('is listed, changed, tagged and deleted', async () => {
    const { clientCertificateId } = await generate();
    const patchOperations = [replace('/description', 'ours')];
    await client().send(new UpdateClientCertificateCommand({ clientCertificateId, patchOperations }));
    const resourceArn = `arn:aws:apigateway:us-east-1::/clientcertificates/${clientCertificateId}`;
    await client().send(new TagResourceCommand({ resourceArn, tags: { c: 'd' } }));
    const { items = [] } = await client().send(new GetClientCertificatesCommand({ limit: 500 }));
    const listed = items.find((item) => item.clientCertificateId === clientCertificateId);
    expect(listed).toMatchObject({ description: 'ours', tags: { a: 'b', c: 'd' } });
    await client().send(new DeleteClientCertificateCommand({ clientCertificateId }));
    await expect(get(clientCertificateId)).rejects.toThrow('Invalid Client Certificate identifier specified');
  });

  it('is kept by a stage, and stays as long as that needs it', async () => {
    const { clientCertificateId = '' } = await generate();
    const restApiId = await deployApi(cloud, api({ '/': { get: httpMethod('http://127.0.0.1:1') } }), 'live');
    const setTo = (id: string) =>
      client().send(
        new UpdateStageCommand({
          restApiId,
          stageName: 'live',
          patchOperations: [replace('/clientCertificateId', id)],
        }),
      );
    await expect(setTo('absent')).rejects.toThrow('Invalid Client Certificate identifier specified');
    expect(await setTo(clientCertificateId)).toMatchObject({ clientCertificateId });
    const remove = () => client().send(new DeleteClientCertificateCommand({ clientCertificateId }));
    await expect(remove()).rejects.toThrow(`because stages use it: ${restApiId}/live`);
    expect((await setTo('')).clientCertificateId).toBeUndefined();
    await remove();
  });
});

describe('An HTTPS back end', () => {
  it('has to be trusted, and gets the certificate of the stage, or of a test', async () => {
    const day = 24 * 60 * 60 * 1000;
    const own = await selfSignedCertificate(new Date(), new Date(Date.now() + day));
    const tls = { cert: own.pemEncodedCertificate, key: own.privateKey };
    const server = createServer(
      { ...tls, requestCert: true, rejectUnauthorized: false },
      (request, response) => {
        response.end((request.socket as TLSSocket).getPeerX509Certificate()?.serialNumber ?? 'unknown');
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { ca, checkServerIdentity } = globalAgent.options;
    const served = await serveApi(api({ '/': { get: httpMethod(`https://127.0.0.1:${port}/`) } }));
    const { operations } = served.gateway;
    try {
      expect((await served.send()).status).toBe(504);
      Object.assign(globalAgent.options, { ca: tls.cert, checkServerIdentity: () => undefined });
      expect((await served.send()).text).toBe('unknown');
      const made = await operations.GenerateClientCertificate({});
      const { serialNumber } = new X509Certificate(made.pemEncodedCertificate ?? '');
      const patchOperations = [replace('/clientCertificateId', made.clientCertificateId ?? '')];
      operations.UpdateStage({ restApiId: served.apiId, stageName: 'test', patchOperations });
      expect((await served.send()).text).toBe(serialNumber);
      const { items = [] } = operations.GetResources({ restApiId: served.apiId });
      const tested = await operations.TestInvokeMethod({
        restApiId: served.apiId,
        resourceId: items[0]?.id,
        httpMethod: 'GET',
        clientCertificateId: made.clientCertificateId,
      });
      expect(tested.body).toBe(serialNumber);
    } finally {
      Object.assign(globalAgent.options, { ca, checkServerIdentity });
      server.closeAllConnections();
      server.close();
      await served.stop();
    }
  });
});
