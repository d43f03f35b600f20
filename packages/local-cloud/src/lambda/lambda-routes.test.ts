import { describe, expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { parsePolicy } from '../aws/policy/policy-document.ts';
import type { Caller } from '../aws/service.ts';
import { operationRoutes } from './lambda-routes.ts';
import type { LambdaOperations } from './operations.ts';

const arnOf = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const caller: Caller = {
  accountId: '000000000000',
  arn: 'arn:aws:sts::000000000000:assumed-role/reader/session',
  userId: 'AROA:session',
  accessKeyId: 'ASIA',
  policies: () => [
    parsePolicy({
      Statement: { Effect: 'Allow', Action: '*', Resource: [arnOf('open'), arnOf('closed:live')] },
    }),
  ],
};

/** Calls the operation at a route with the input of a request, path included. */
function call(method: string, path: string, input: object): unknown {
  const operations = new Proxy({}, { get: (_, name) => () => name }) as LambdaOperations;
  const route = operationRoutes(defaultAccount, operations).find(
    (one) => one.method === method && one.path === path,
  );
  if (!route || route.raw) throw new Error(`Expected a route ${method} ${path}.`);
  return route.operation(input as never, { requestId: '', caller });
}

const functions = '/2015-03-31/functions';
const tags = '/2017-03-31/tags/{Resource}';

describe('the access to operations on functions', () => {
  it.each([
    ['GET', `${functions}/{FunctionName}`, { FunctionName: 'closed', Qualifier: 'live' }],
    ['GET', `${functions}/{FunctionName}`, { FunctionName: 'closed:live' }],
    ['PUT', `${functions}/{FunctionName}/code`, { FunctionName: 'open' }],
    ['GET', tags, { Resource: arnOf('open') }],
  ])('is given to %s %s of %j', (method, path, input) => {
    expect(call(method, path, input)).toBeDefined();
  });

  it.each([
    ['GET', `${functions}/{FunctionName}`, { FunctionName: 'closed' }],
    ['PUT', `${functions}/{FunctionName}/code`, { FunctionName: 'closed', Qualifier: 'live' }],
    ['POST', `${functions}/{FunctionName}/versions`, { FunctionName: 'closed:live' }],
    ['GET', functions, { FunctionName: 'open' }],
    ['POST', tags, { Resource: arnOf('closed'), FunctionName: 'open' }],
    ['POST', tags, { Resource: arnOf('closed'), Qualifier: 'live' }],
  ])('is refused to %s %s of %j, whatever allowed name the client adds', (method, path, input) => {
    expect(() => call(method, path, input)).toThrow('is not authorized to perform');
  });
});
