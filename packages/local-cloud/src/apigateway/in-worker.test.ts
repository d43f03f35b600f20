import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createLongWork, type LongWork, TooManyWait, TooMuchWork } from '../long-work/long-work.ts';
import { startBackEnd } from './testing/back-end.ts';
import { api, httpMethod, mockMethod } from './testing/definitions.ts';
import { type ServedApi, serveApi } from './testing/served-api.ts';

const workers = createLongWork();
afterAll(() => workers.stop());

let served: ServedApi | undefined;
afterEach(() => served?.stop());

/** Counts the work of workers. */
function counting({ run }: Pick<LongWork, 'run'> = workers) {
  let jobs = 0;
  const bodyWork: LongWork = {
    run(task, input) {
      jobs += 1;
      return run(task, input);
    },
    stop: async () => {},
  };
  return { bodyWork, jobs: () => jobs };
}

const failing = (error: Error) => counting({ run: () => Promise.reject(error) });

/** The body of the response of a MOCK method. */
async function responseTo(body: unknown, method: object, bodyWork: LongWork): Promise<string> {
  const validators = {
    'x-amazon-apigateway-request-validators': { body: { validateRequestBody: true } },
    'x-amazon-apigateway-request-validator': 'body',
    'x-amazon-apigateway-gateway-responses': {
      BAD_REQUEST_BODY: { responseTemplates: { 'application/json': '$context.error.validationErrorString' } },
    },
  };
  served = await serveApi(api({ '/': { post: method } }, validators), undefined, {}, { bodyWork });
  const response = await served.send({ method: 'POST', body: JSON.stringify(body) });
  await served.stop();
  return response.text;
}

const modelled = (schema: object) => ({
  ...mockMethod('valid'),
  requestBody: { content: { 'application/json': { schema } } },
});
const templated = (requestTemplate: string, responseTemplate = '') =>
  mockMethod(responseTemplate, { requestTemplates: { 'application/json': requestTemplate } });

const long = 'x'.repeat(100_000);
const string = modelled({ type: 'string' });
const backtracking = modelled({ type: 'string', pattern: '^(a+)+$' });
const echo = templated(
  `#set($context.responseOverride.header.a = "b")
   #set($context.seen = [1.0, {"k": $input.path('$').length()}])
   {"statusCode": 200}`,
  '$context.seen $context.responseOverride.header',
);

describe('a long body', () => {
  it('is validated in a worker, a short one in the event loop', async () => {
    const { bodyWork, jobs } = counting();
    expect(await responseTo('short', string, bodyWork)).toBe('valid');
    expect(jobs()).toBe(0);
    expect(await responseTo(long, string, bodyWork)).toBe('valid');
    expect(jobs()).toBe(2); // the validation, and the template that follows it
    expect(await responseTo([long], string, bodyWork)).toMatch(/^\[instance type \(array\) does not match/);
    expect(jobs()).toBe(3);
  });

  it('is mapped in a worker, where a template writes into $context as in the event loop', async () => {
    const { bodyWork, jobs } = counting();
    expect(await responseTo('short', echo, bodyWork)).toBe('[1.0, {k=5}] {a=b}');
    expect(jobs()).toBe(0);
    expect(await responseTo(long, echo, bodyWork)).toBe('[1.0, {k=100000}] {a=b}');
    expect(jobs()).toBe(1);
  });

  it('has the same errors in a worker', async () => {
    const { bodyWork, jobs } = counting();
    const endless = templated('#foreach($i in [1..100000])#foreach($j in [1..100000])$j#end#end');
    expect(await responseTo(long, endless, bodyWork)).toBe('{"message":"Internal server error"}');
    expect(await responseTo('short', endless, bodyWork)).toBe('{"message":"Internal server error"}');
    expect(jobs()).toBe(1);
  });

  it('is refused when its worker is ended, and throttled when too many wait', async () => {
    const tooMuch = failing(new TooMuchWork('it takes longer than 1 second')).bodyWork;
    expect(await responseTo(long, string, tooMuch)).toBe('[the validation takes too long]');
    expect(await responseTo(long, echo, tooMuch)).toBe('{"message":"Internal server error"}');
    const tooMany = failing(new TooManyWait()).bodyWork;
    expect(await responseTo(long, string, tooMany)).toBe('{"message":"Too Many Requests"}');
    expect(await responseTo(long, echo, tooMany)).toBe('{"message":"Too Many Requests"}');
  });
});

describe('a mapped parameter of a long body', () => {
  it('is found in a worker, with the same result and the same errors', async () => {
    const { bodyWork, jobs } = counting();
    const source = { 'integration.request.header.found': 'method.request.body.a.b[1]' };
    const backEnd = await startBackEnd((response, { headers }) => {
      response.writeHead(200, { 'x-found': String(headers.found) }).end(`{"a":"${long}","b":2}`);
    });
    const headers = { 'method.response.header.found': 'integration.response.header.x-found' };
    const responseParameters = { ...headers, 'method.response.header.b': 'integration.response.body.b' };
    const method = httpMethod(
      backEnd.url,
      { requestParameters: source, responses: { default: { statusCode: '200', responseParameters } } },
      ['found', 'b'],
    );
    served = await serveApi(api({ '/': { post: method } }), undefined, {}, { bodyWork });
    const body = JSON.stringify({ a: { b: [1, 'yes'] }, long });
    const found = await served.send({ method: 'POST', body });
    const invalid = await served.send({ method: 'POST', body: `${body}}` });
    await backEnd.stop();
    expect(found.headers).toMatchObject({ found: 'yes', b: '2' });
    expect(jobs()).toBe(3); // two bodies were read, one was refused
    expect(invalid.text).toBe('{"message":"Invalid JSON in request body"}');
  });
});

describe('a short body', () => {
  it('is passed on to a worker when its validation takes long', async () => {
    const { bodyWork, jobs } = counting();
    const body = `${'a'.repeat(5000)}b`;
    expect(await responseTo(body, backtracking, bodyWork)).toBe('[the validation takes too long]');
    expect(jobs()).toBe(1);
  });
});
