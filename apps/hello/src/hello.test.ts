import type { APIGatewayProxyEvent } from 'aws-lambda';
import { expect, it, vi } from 'vitest';
import { handler } from './hello.ts';

it.each([
  ['the world', null, 'Hello, world!'],
  ['a name', { name: 'Ada' }, 'Hello, Ada!'],
])('greets %s', async (_whom, queryStringParameters, message) => {
  using log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const { statusCode, body } = await handler({ queryStringParameters } as unknown as APIGatewayProxyEvent);
  expect([statusCode, JSON.parse(body)]).toEqual([200, { message }]);
  expect(log).toHaveBeenCalledOnce();
});
