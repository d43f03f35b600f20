import { describe, expect, it } from 'vitest';
import type { RequestContext } from './http.ts';
import { readParameters } from './read-parameters.ts';
import type { ParameterPlan, Route, Validate, ValuePlan } from './route-table.ts';
import { WebApplicationError } from './web-application-error.ts';

const encoded = (text: string) => new Uint8Array(Buffer.from(text));

function request(given: Partial<RequestContext>): RequestContext {
  const nothing = { pathParameters: {}, query: {}, headers: {}, body: new Uint8Array() };
  return { method: 'GET', resource: '/x', ...nothing, authorizer: undefined, event: undefined, ...given };
}

const read = (parameters: ParameterPlan[], given: Partial<RequestContext>, more: Partial<Route> = {}) =>
  readParameters({ parameters, call: () => undefined, ...more }, request(given));

/** What is wrong with a request, as its client reads it. */
async function refusal(parameters: ParameterPlan[], given: Partial<RequestContext>) {
  const error = await read(parameters, given).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WebApplicationError)) throw error ?? new Error('It was not refused');
  const { status, entity } = error.response;
  return [
    status,
    ...((entity as { errors?: { message: string }[] }).errors ?? []).map(({ message }) => message),
  ];
}

const value = (kind: ValuePlan['kind'], more: Partial<ValuePlan> = {}): ValuePlan => ({
  kind,
  name: 'n',
  isRequired: true,
  types: ['integer'],
  expects: 'a whole number',
  ...more,
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a parameter of each kind', () => {
  it.each<[ValuePlan['kind'], (text: string) => Partial<RequestContext>, string]>([
    ['path', (n) => ({ pathParameters: { n } }), 'path parameter'],
    ['query', (n) => ({ query: { n: [n] } }), 'query parameter'],
    ['header', (n) => ({ headers: { n } }), 'header'],
    ['cookie', (n) => ({ headers: { cookie: `a=1; n=${n}` } }), 'cookie'],
    ['form', (n) => ({ headers: form, body: encoded(`n=${n}`) }), 'form field'],
  ])('%s', async (kind, sent, place) => {
    const many = value(kind, { isList: true, expects: 'a list, each a whole number' });
    const optional = value(kind, { isRequired: false, default: 5 });
    expect(await read([value(kind)], sent('7'))).toEqual([7]);
    expect(await read([many], sent('7'))).toEqual([[7]]);
    expect(await read([optional], {})).toEqual([5]);
    expect(await refusal([value(kind)], sent('x'))).toEqual([
      400,
      `Expected a whole number for the ${place} n, received "x"`,
    ]);
    expect(await refusal([many], sent('x'))).toEqual([
      400,
      `Expected a list, each a whole number for the ${place} n, received ["x"]`,
    ]);
    expect(await refusal([value(kind)], {})).toEqual([
      400,
      `Expected a whole number for the ${place} n, received none`,
    ]);
  });

  it('is checked by its validator, as JSON has it', async () => {
    const below =
      (limit: number): Validate =>
      (one) =>
        Number(one) < limit;
    expect(await read([value('query', { validate: below(10) })], { query: { n: ['9'] } })).toEqual([9]);
    const refused = await refusal([value('query', { validate: below(5) })], { query: { n: ['9'] } });
    expect(refused[0]).toBe(400);
    const big = value('query', { types: ['bigint'], validate: below(5) });
    expect(await read([big], { query: { n: ['4'] } })).toEqual([4n]);
  });

  it('is the last of several values, or a list of all', async () => {
    const query = { n: ['1', '2'] };
    expect(await read([value('query'), value('query', { isList: true })], { query })).toEqual([2, [1, 2]]);
    expect(await read([value('header', { isList: true })], { headers: { n: '1, 2' } })).toEqual([[1, 2]]);
  });

  it('has the name of its own where the gateway has another', async () => {
    expect(await read([value('path')], { pathParameters: { id: '7' } }, { names: { n: 'id' } })).toEqual([7]);
  });

  it('shortens what came, and escapes what would break a line', async () => {
    const [, message] = await refusal([value('query')], { query: { n: [`\n${'x'.repeat(200)}`] } });
    expect(message).toMatch(/received "\\nx{77} and 124 more characters$/);
  });

  it('refuses escapes of the path that are no UTF-8', async () => {
    expect(await refusal([value('path')], { pathParameters: { n: '%ff' } })).toEqual([
      400,
      'Expected percent-encoded UTF-8 for the path parameter n, received "%ff"',
    ]);
  });
});

describe('all parameters of a method', () => {
  it('are refused together', async () => {
    const parameters = [value('path'), value('query'), value('header')];
    const refused = await refusal(parameters, { pathParameters: { n: 'a' }, query: { n: ['b'] } });
    expect(refused).toHaveLength(4);
  });

  it('may be fields of a bean, which keep what the class gives them', async () => {
    class Bean {
      n = 1;
      m = 2;
    }
    const fields = { n: value('query'), m: value('query', { name: 'm', isRequired: false }) };
    const [bean] = await read([{ kind: 'bean', create: () => new Bean(), fields }], { query: { n: ['7'] } });
    expect(bean).toBeInstanceOf(Bean);
    expect(bean).toEqual({ n: 7, m: 2 });
  });

  it('may be the request itself', async () => {
    expect(await read([{ kind: 'context' }], { method: 'PUT' })).toMatchObject([{ method: 'PUT' }]);
  });
});

describe('a form', () => {
  it('may have several parts, of which files are bytes and no strings', async () => {
    const data = new FormData();
    data.append('n', '7');
    data.append('file', new Blob(['x']), 'x.txt');
    const sent = new globalThis.Response(data);
    const headers = { 'content-type': sent.headers.get('content-type') ?? '' };
    const body = new Uint8Array(await sent.arrayBuffer());
    const file = value('form', { name: 'file', types: ['bytes'], expects: 'a file' });
    expect(await read([value('form'), file], { headers, body })).toEqual([7, new Uint8Array([120])]);
    expect(await refusal([{ ...file, name: 'n' }], { headers, body })).toEqual([
      400,
      'Expected a file for the form field n, received none',
    ]);
    expect(await refusal([value('form', { name: 'file' })], { headers, body })).toEqual([
      400,
      'Expected a whole number for the form field file, received none',
    ]);
  });

  it('is refused where the body is something else', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await refusal([value('form')], { headers, body: encoded('{}') })).toEqual([415]);
    const broken = { 'content-type': 'multipart/form-data; boundary=a' };
    expect(await refusal([value('form')], { headers: broken, body: encoded('{}') })).toEqual([400]);
  });
});

describe('a body', () => {
  const json = { 'content-type': 'application/json' };

  it('is JSON, a string or bytes, as the type of the parameter says', async () => {
    const body = encoded('{"a":1}');
    expect(await read([{ kind: 'body', as: 'json' }], { headers: json, body })).toEqual([{ a: 1 }]);
    expect(await read([{ kind: 'body', as: 'string' }], { body })).toEqual(['{"a":1}']);
    expect(await read([{ kind: 'body', as: 'bytes' }], { body })).toEqual([body]);
  });

  it('may be absent, or is asked for', async () => {
    expect(await read([{ kind: 'body', as: 'json' }], {})).toEqual([undefined]);
    const refused = await refusal([{ kind: 'body', as: 'json', isRequired: true }], {});
    expect(refused).toEqual([400, 'Expected a value for the body, received none']);
  });

  it('is refused where it is not JSON', async () => {
    const plan: ParameterPlan = { kind: 'body', as: 'json' };
    expect(await refusal([plan], { headers: json, body: encoded('{') })).toMatchObject([
      400,
      expect.stringMatching(/^Expected JSON for the body: /),
    ]);
    expect(await refusal([plan], { headers: { 'content-type': 'text/csv' }, body: encoded('{}') })).toEqual([
      415,
    ]);
  });

  it('becomes what its type has after it was checked', async () => {
    const validate: Validate = () => true;
    const revive = ({ at }: { at: string }) => ({ at: new Date(at) });
    const plan: ParameterPlan = { kind: 'body', as: 'json', validate, revive };
    const body = encoded('{"at":"2026-11-28"}');
    expect(await read([plan], { headers: json, body })).toEqual([{ at: new Date('2026-11-28') }]);
  });
});
