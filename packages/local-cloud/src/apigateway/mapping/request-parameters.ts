import type { MappingScope } from '../exchange.ts';
import { bodyPaths, compileBodySource } from './body-source.ts';
import {
  compileSource,
  joinedOf,
  lastOf,
  ownTexts,
  refuseExpression,
  type ValueSource,
} from './compile-source.ts';
import { longLength } from './render-in-worker.ts';

export type ParameterPlace = 'header' | 'path' | 'querystring';

/** The parameters of an integration request, by name. */
export type RequestParameters = Readonly<Record<ParameterPlace, Map<string, readonly string[]>>>;

const target = /^integration\.request\.(header|path|querystring)\.(\S+)$/;

/** Compiles `requestParameters`. Refuses an invalid expression. */
export function compileRequestParameters(
  parameters: Readonly<Record<string, string>>,
): (scope: MappingScope) => Promise<RequestParameters> {
  const mappings = Object.entries(parameters).map(([expression, sourceText]) => {
    const [, place, name] = expression.match(target) ?? refuseExpression(expression);
    const source = compileRequestSource(sourceText) ?? refuseExpression(sourceText);
    return { place: place as ParameterPlace, name: name ?? '', source };
  });
  const paths = bodyPaths(Object.values(parameters), 'method.request.');
  return async (scope) => {
    const { body, bodyWork } = scope.exchange;
    if (paths && bodyWork && body.length > longLength) await scope.readLongBody(bodyWork, paths);
    const mapped = { header: new Map(), path: new Map(), querystring: new Map() };
    for (const { place, name, source } of mappings) {
      const values = source(scope, undefined);
      if (values.length > 0) mapped[place].set(name, values);
    }
    return mapped;
  };
}

function compileRequestSource(expression: string): ValueSource<undefined> | undefined {
  return compileSource(expression, 'method.request.', (place, name) => {
    if (place === 'body') return requestBodySource(name);
    if (name === undefined) return undefined;
    if (place === 'path') return ({ exchange }) => ownTexts(exchange.pathParameters ?? {}, name);
    if (place === 'header') return ({ headers }) => lastOf(headers.get(name));
    if (place === 'multivalueheader') return ({ headers }) => joinedOf(headers.get(name));
    if (place === 'querystring') return ({ query }) => lastOf(query.get(name));
    if (place === 'multivaluequerystring') return ({ query }) => query.get(name) ?? [];
    return undefined;
  });
}

function requestBodySource(expression: string | undefined): ValueSource<undefined> | undefined {
  const source = compileBodySource(expression);
  return source && (({ body }) => source(body));
}
