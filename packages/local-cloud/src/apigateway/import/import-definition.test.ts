import { describe, expect, it } from 'vitest';
import { api, invocationUri, proxyMethod, proxyTo } from '../testing/definitions.ts';
import { importDefinition } from './import-definition.ts';
import { readDefinition } from './read-definition.ts';
import type { JsonObject } from './refuse.ts';

const importing = (definition: object, basepath?: string) =>
  importDefinition(definition as JsonObject, { basepath });

const get = (operation: object, members = {}) => api({ '/x': { get: operation } }, members);

describe('importing a definition', () => {
  it('creates a resource for every segment, parents first', () => {
    const { resources } = importing(api({ '/a/{b}/c': { get: proxyMethod }, '/a': { any: proxyMethod } }));
    const paths = resources.map(({ path }) => path);
    expect(paths).toEqual(['/', '/a', '/a/{b}', '/a/{b}/c']);
    for (const [index, resource] of resources.entries()) {
      expect(resource.parentId).toBe(index === 0 ? undefined : resources[index - 1]?.id);
    }
    expect(resources.map(({ resourceMethods }) => Object.keys(resourceMethods))).toEqual([
      [],
      ['ANY'],
      [],
      ['GET'],
    ]);
  });

  it('leaves out a method any, whose name is that of an extension', () => {
    const { resources, importWarnings } = importing({
      openapi: '3.0.1',
      paths: { '/only': { any: proxyMethod }, '/both': { any: proxyMethod, get: proxyMethod } },
    });
    const methods = resources.map(({ path, resourceMethods }) => [path, Object.keys(resourceMethods)]);
    expect(methods).toEqual([
      ['/', []],
      ['/only', []],
      ['/both', ['GET']],
    ]);
    expect(importWarnings).toEqual([]);
  });

  it('keeps the ids of the resources that stay', () => {
    const former = importing(api({ '/a': { get: proxyMethod }, '/b': { get: proxyMethod } }));
    const latter = importDefinition(
      api({ '/b': { get: proxyMethod }, '/c': { get: proxyMethod } }) as JsonObject,
      {
        previous: former,
      },
    );
    const idOf = ({ resources }: typeof former, path: string) =>
      resources.find((one) => one.path === path)?.id;
    expect(idOf(latter, '/')).toBe(idOf(former, '/'));
    expect(idOf(latter, '/b')).toBe(idOf(former, '/b'));
  });

  it('ST-4: ignores, prepends or splits the base path', () => {
    const pathsOf = (definition: object, mode?: string) => importing(definition, mode).resources.at(-1)?.path;
    const three = api(
      { '/test': { get: proxyMethod } },
      { servers: [{ url: 'https://x.example/base-url/part' }] },
    );
    expect(pathsOf(three)).toBe('/test');
    expect(pathsOf(three, 'ignore')).toBe('/test');
    expect(pathsOf(three, 'prepend')).toBe('/base-url/part/test');
    expect(pathsOf(three, 'split')).toBe('/part/test');
    const two = {
      swagger: '2.0',
      info: { title: 'x' },
      basePath: '/base',
      paths: { '/test': { get: proxyMethod } },
    };
    expect(pathsOf(two, 'prepend')).toBe('/base/test');
    expect(pathsOf(two, 'split')).toBe('/test');
    const variables = { basePath: { default: '/v1' } };
    const template = api({ '/test': {} }, { servers: [{ url: 'https://x.example/{basePath}', variables }] });
    expect(pathsOf(template, 'prepend')).toBe('/v1/test');
    expect(() => pathsOf(three, 'other')).toThrow('expected ignore, prepend or split, received other');
  });

  it('ST-5: reads types, methods and behaviours case-insensitively', () => {
    const integration = {
      type: 'Aws_Proxy',
      httpMethod: 'post',
      uri: invocationUri,
      passthroughBehavior: 'never',
    };
    const { resources } = importing(get({ 'x-amazon-apigateway-integration': integration }));
    expect(resources.at(-1)?.resourceMethods.GET?.methodIntegration).toMatchObject({
      type: 'AWS_PROXY',
      httpMethod: 'POST',
      passthroughBehavior: 'NEVER',
      timeoutInMillis: 29_000,
    });
  });

  it("ST-6: refuses an invalid integration with AWS's message", () => {
    const withUri = (uri: string) => () => importing(get(proxyTo(uri)));
    expect(withUri('nonsense')).toThrow('Invalid ARN specified in the request');
    expect(withUri('arn:aws:apigateway:us-east-1:lambda:2015-03-31/functions')).toThrow(
      'AWS ARN for integration must contain path or action',
    );
    expect(withUri('arn:aws:apigateway:us-east-1:sqs:path/queue')).toThrow(
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    );
    expect(() => importing(get(proxyTo(invocationUri, { httpMethod: undefined })))).toThrow(
      'Enumeration value for HttpMethod must be non-empty',
    );
  });

  it('refuses by name what is not offered', () => {
    const refusals: [object, string][] = [
      [
        get(proxyTo('arn:aws:apigateway:us-east-1:sqs:action/SendMessage', { type: 'aws' })),
        'the AWS service sqs',
      ],
      [get({ ...proxyMethod, security: [{ key: [] }] }), 'security requirement key at GET /x'],
      [get(proxyMethod, { security: [{ all: [] }] }), 'security requirement all at GET /x'],
      [get({ ...proxyMethod, 'x-amazon-apigateway-auth': { type: 'CUSTOM' } }), 'type CUSTOM at GET /x'],
    ];
    for (const [definition, message] of refusals) expect(() => importing(definition)).toThrow(message);
    for (const [definition] of refusals) expect(() => importing(definition)).toThrow(/is not offered/);
  });

  it('refuses two variable siblings, and a greedy parameter that is not last', () => {
    expect(() => importing(api({ '/{a}': {}, '/{b}/c': {} }))).toThrow(
      'A sibling ({a}) of this resource already has a variable path part -- only one is allowed',
    );
    expect(() => importing(api({ '/{a+}/b': {} }))).toThrow("Unable to create resource at path '/{a+}/b'");
    expect(importing(api({ '/{a}': {}, '/{a+}': {}, '/{a}/c': {} })).resources).toHaveLength(4);
  });

  it('refuses more resources than an API may have, in one path or in many', () => {
    const tooMany = 'Maximum number of resources for this API has been reached.';
    const many = Array.from({ length: 2_000 }, (_, index) => [`/a${index}`, {}]);
    expect(() => importing(api(Object.fromEntries(many)))).toThrow(tooMany);
    expect(() => importing(api({ [`/${'a/'.repeat(100_000)}`]: {} }))).toThrow(tooMany);
    expect(importing(api(Object.fromEntries(many.slice(1)))).resources).toHaveLength(2_000);
  });

  it('follows a reference of a response for its headers', () => {
    const responses = { 200: { $ref: '#/components/responses/Ok' } };
    const components = { responses: { Ok: { headers: { 'X-A': {} } } } };
    const { resources } = importing(get({ ...proxyMethod, responses }, { components }));
    expect(resources.at(-1)?.resourceMethods.GET?.methodResponses['200']?.responseParameters).toEqual({
      'method.response.header.X-A': false,
    });
    expect(() => importing(get({ ...proxyMethod, responses }))).toThrow(
      'nothing is at #/components/responses/Ok',
    );
  });

  it('follows references to references, and refuses a cycle of them', () => {
    const $ref = (place: string) => ({ $ref: `#/components/${place}` });
    const components = (last: object) => ({
      responses: { A: $ref('responses/B'), B: last },
      parameters: { A: $ref('parameters/B'), B: last },
    });
    const found = { headers: { 'X-A': {} }, in: 'query', name: 'q' };
    const responses = { 200: $ref('responses/A') };
    const parameters = [$ref('parameters/A')];
    const method = importing(
      get({ ...proxyMethod, responses, parameters }, { components: components(found) }),
    ).resources.at(-1)?.resourceMethods.GET;
    expect(method?.methodResponses['200']?.responseParameters).toEqual({
      'method.response.header.X-A': false,
    });
    expect(method?.requestParameters).toEqual({ 'method.request.querystring.q': false });

    const responseCycle = { components: components($ref('responses/A')) };
    expect(() => importing(get({ ...proxyMethod, responses }, responseCycle))).toThrow(
      'the references #/components/responses/A → #/components/responses/B → #/components/responses/A',
    );
    const parameterCycle = { components: components($ref('parameters/A')) };
    expect(() => importing(get({ ...proxyMethod, parameters }, parameterCycle))).toThrow(
      'the references #/components/parameters/A → #/components/parameters/B → #/components/parameters/A',
    );
  });

  it("prefers a method's parameters to those of its path, and refuses one without a name", () => {
    const definitions = { Pet: { type: 'object' }, Dog: { type: 'object' } };
    const body = (model: string) => ({ in: 'body', name: model, schema: { $ref: `#/definitions/${model}` } });
    const query = { in: 'query', name: 'q', required: true };
    const ofPath = { parameters: [body('Pet'), query] };
    const ofMethod = { parameters: [body('Dog'), { ...query, required: false }] };
    const definition = (parameters: object) => ({
      swagger: '2.0',
      definitions,
      paths: { '/x': { ...ofPath, get: { ...proxyMethod, ...parameters } } },
    });
    const method = importing(definition(ofMethod)).resources.at(-1)?.resourceMethods.GET;
    expect(method?.requestModels).toEqual({ 'application/json': 'Dog' });
    expect(method?.requestParameters).toEqual({ 'method.request.querystring.q': false });
    expect(() => importing(definition({ parameters: [{ in: 'query' }] }))).toThrow(
      'Invalid OpenAPI input: expected a name for every parameter of GET /x.',
    );
  });

  it('reads JSON and YAML, of OpenAPI 2 and 3.0 only', () => {
    expect(readDefinition('{"swagger": "2.0"}')).toEqual({ swagger: '2.0' });
    expect(readDefinition(Buffer.from('openapi: 3.0.1\npaths: {}'))).toEqual({ openapi: '3.0.1', paths: {} });
    expect(readDefinition('swagger: 2.0')).toEqual({ swagger: 2 });
    expect(() => readDefinition('openapi: 4.0.0')).toThrow(
      'expected swagger 2.0 or openapi 3.0, received 4.0.0',
    );
    expect(() => readDefinition('{"')).toThrow('Invalid OpenAPI input.');
    expect(() => readDefinition('[]')).toThrow('Invalid OpenAPI input.');
  });
});
