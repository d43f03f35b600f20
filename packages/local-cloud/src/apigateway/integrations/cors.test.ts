import { afterEach, describe, expect, it } from 'vitest';
import { api, proxyMethod } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi | undefined;
afterEach(() => served?.stop());

const allowed = {
  'Access-Control-Allow-Headers': "'Content-Type,Authorization'",
  'Access-Control-Allow-Methods': "'OPTIONS,POST'",
  'Access-Control-Allow-Origin': "'*'",
};

/** As SAM writes it for `Cors`. */
const preflight = {
  consumes: ['application/json'],
  produces: ['application/json'],
  responses: {
    200: {
      description: 'Default response for CORS method',
      headers: Object.fromEntries(Object.keys(allowed).map((name) => [name, { type: 'string' }])),
    },
  },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
    responses: {
      default: {
        statusCode: '200',
        responseTemplates: { 'application/json': '{}\n' },
        responseParameters: Object.fromEntries(
          Object.entries(allowed).map(([name, value]) => [`method.response.header.${name}`, value]),
        ),
      },
    },
  },
};

const asked = {
  method: 'OPTIONS',
  headers: ['Origin', 'https://a.example', 'Access-Control-Request-Method', 'POST'],
};

describe('CORS', () => {
  it('CO-1: responds to a preflight by a MOCK method', async () => {
    served = await serveApi(api({ '/': { options: preflight, post: proxyMethod } }));
    const { status, text, headers } = await served.send(asked);
    expect([status, text]).toEqual([200, '{}\n']);
    expect(headers).toMatchObject({
      'access-control-allow-headers': 'Content-Type,Authorization',
      'access-control-allow-methods': 'OPTIONS,POST',
      'access-control-allow-origin': '*',
    });
  });

  it('CO-1: adds no header by itself, and refuses a preflight without an OPTIONS method', async () => {
    served = await serveApi(api({ '/': { post: proxyMethod } }));
    const { status, headers } = await served.send(asked);
    expect([status, headers['access-control-allow-origin']]).toEqual([403, undefined]);
  });

  it("CO-2: adds the headers of a gateway response's parameters", async () => {
    const responses = {
      DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" } },
    };
    served = await serveApi(
      api({ '/': { post: proxyMethod } }, { 'x-amazon-apigateway-gateway-responses': responses }),
    );
    expect((await served.send()).headers['access-control-allow-origin']).toBe('*');
  });

  it("CO-3: returns the headers of a proxy integration's function", async () => {
    const answer = (event: string) =>
      event.includes('"X-Cors"') ? { headers: { 'Access-Control-Allow-Origin': 'https://a.example' } } : {};
    served = await serveApi(api({ '/': { options: preflight, post: proxyMethod } }), answer);
    const without = await served.send({ method: 'POST' });
    expect(without.headers['access-control-allow-origin']).toBeUndefined();
    const own = await served.send({ method: 'POST', headers: ['X-Cors', 'yes'] });
    expect(own.headers['access-control-allow-origin']).toBe('https://a.example');
  });
});
