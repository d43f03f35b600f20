import { describe, expect, it } from 'vitest';
import { TemplateContext } from './template-context.ts';
import { rendered } from './testing/rendered.ts';

const everything = {
  apiId: 'a',
  accountId: '0',
  deploymentId: 'd',
  domainName: 'n',
  domainPrefix: 'p',
  extendedRequestId: 'e',
  httpMethod: 'GET',
  identity: { sourceIp: '127.0.0.1', user: null },
  path: '/x',
  protocol: 'HTTP/1.1',
  requestId: 'r',
  requestTime: 't',
  requestTimeEpoch: 1,
  resourceId: 'i',
  resourcePath: '/x',
  stage: 's',
};

describe('VT-26: $context', () => {
  it("lists its keys in AWS's order, with the overrides among them", () => {
    expect(rendered('$context.keySet()', { context: new TemplateContext(everything) })).toBe(
      '[resourceId, resourcePath, httpMethod, extendedRequestId, requestTime, path, accountId, protocol, requestOverride, stage, domainPrefix, requestTimeEpoch, requestId, identity, domainName, deploymentId, responseOverride, apiId]',
    );
  });
  it.each([
    ['$context.identity.sourceIp $context.get("identity").get("sourceIp")', '127.0.0.1 127.0.0.1'],
    ['[$context.identity.user][$context.get("identity").user]', '[][]'],
    [
      '$context.requestOverride.keySet() $context.responseOverride.keySet()',
      '[path, header, querystring] [header]',
    ],
    ['#foreach($k in $context.authorizer.keySet())x#end', ''],
    ['$context.requestTimeEpoch', '1'],
  ])('%s prints %s', (template, text) => {
    expect(rendered(template, { context: new TemplateContext(everything) })).toBe(text);
  });
});

describe('overrides of $context', () => {
  it('VT-31: are parameters of the request, a list as several values', () => {
    const context = new TemplateContext({});
    rendered(
      `#set($context.requestOverride.header.X = "1")#set($context.requestOverride.querystring["q"] = ["a", "b"])
      $context.requestOverride.path.put("p", 7)`,
      { context },
    );
    expect(context.overrides().request).toEqual({
      header: { X: '1' },
      querystring: { q: ['a', 'b'] },
      path: { p: '7' },
    });
  });

  it('VT-32: reach the response template, with any other property', () => {
    const context = new TemplateContext({});
    rendered(
      '#set($context.responseOverride.status = 444)#set($context.responseOverride.header.foo = "bar")#set($context.responseOverride.custom = "too")',
      { context },
    );
    expect(context.overrides().response).toEqual({ status: 444, header: { foo: 'bar' } });
    expect(rendered('$context.responseOverride.status $context.responseOverride.custom', { context })).toBe(
      '444 too',
    );
  });

  it.each(['99', '600', '"abc"', '200.5', '[200]', '"2001"', '"1 200"', '"2"', '"2e2"', 'true'])(
    'VT-33: ignore the status %s',
    (status) => {
      const context = new TemplateContext({});
      rendered(`#set($context.responseOverride.status = ${status})`, { context });
      expect(context.overrides().response).toEqual({ header: {} });
    },
  );

  it.each([
    ['100', 100],
    ['599', 599],
    ['"404"', 404],
  ])('VT-33: accept the status %s', (value, status) => {
    const context = new TemplateContext();
    rendered(`#set($context.responseOverride.status = ${value})`, { context });
    expect(context.overrides().response).toEqual({ status, header: {} });
  });

  it('VT-31: print nulls as empty strings, and accept maps that are replaced as a whole', () => {
    const context = new TemplateContext({ missing: undefined, nothing: null });
    rendered(
      `#set($context.requestOverride.header = {"a": $context.nothing, "n": [1.0, true]})$context.requestOverride.path.put("p", null)
      #set($context.requestOverride.querystring = "text")$context.responseOverride.header.put(null, 1)$context.keySet()`,
      { context },
    );
    expect(context.overrides().request).toEqual({
      header: { a: '', n: ['1.0', 'true'] },
      path: { p: '' },
      querystring: {},
    });
    expect(context.overrides().response).toEqual({ header: { '': '1' } });
    expect(rendered('$context.keySet()', { context })).toBe('[requestOverride, responseOverride, nothing]');
  });

  it('are empty when a template has replaced them by something else', () => {
    const context = new TemplateContext();
    rendered('#set($context.requestOverride = 1)#set($context.responseOverride = [])', { context });
    expect(context.overrides()).toEqual({
      request: { header: {}, path: {}, querystring: {} },
      response: { header: {} },
    });
  });

  it('are empty when no template has read the context', () => {
    expect(new TemplateContext({}).overrides()).toEqual({
      request: { header: {}, path: {}, querystring: {} },
      response: { header: {} },
    });
  });
});
