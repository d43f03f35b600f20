// What aws-serverless-express changes on the way: the reasons to know it before an app is moved.
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { createServer, proxy } from 'aws-serverless-express';
import express from 'express';
import { afterAll, expect, it } from 'vitest';
import saved from '../events/get-pets.json' with { type: 'json' };

const app = express();
app.get('/pets', ({ query }, response) => {
  response.cookie('a', '1').cookie('b', '2').json(query);
});
const server = createServer(app);
afterAll(() => void server.close());

const call = (event: object) =>
  proxy(server, { ...saved, ...event } as unknown as APIGatewayProxyEvent, {} as Context, 'PROMISE').promise;

it('of repeated query values the app sees the last', async () => {
  const { body } = await call({
    queryStringParameters: { kind: 'cat' },
    multiValueQueryStringParameters: { kind: ['dog', 'cat'] },
  });
  expect(JSON.parse(body)).toEqual({ kind: 'cat' });
});

it('cookies of one response become headers whose names differ in case', async () => {
  const { headers = {} } = await call({});
  const cookies = Object.entries(headers).filter(([name]) => name.toLowerCase() === 'set-cookie');
  expect(cookies.map(([, value]) => value)).toEqual(['a=1; Path=/', 'b=2; Path=/']);
  expect(new Set(cookies.map(([name]) => name)).size).toBe(2);
});
