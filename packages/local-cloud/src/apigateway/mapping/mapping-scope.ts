import { type ContextValues, TemplateContext } from '@samples/mapping-templates';
import { eventHeaders } from '../event/event-headers.ts';
import { decodeQuery } from '../event/query-string.ts';
import { requestContext } from '../event/request-context.ts';
import type { Exchange, MappingScope } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { type BodyDocument, bodyDocument } from './body-document.ts';
import { readBodyInWorker } from './read-body-in-worker.ts';

type Values = ReadonlyMap<string, readonly string[]>;

/** Each member is computed when it is first read: most exchanges need few of them. */
export function mappingScope(exchange: Exchange): MappingScope {
  let context: TemplateContext | undefined;
  const headers = once(() => eventHeaders(exchange));
  const query = once<Values>(() => decodeQuery(exchange.rawQuery) ?? new Map());
  let read: BodyDocument | undefined;
  const body = once(() => read ?? bodyDocument(exchange.body, invalidJson));
  const contextValues = once(() => requestContext(exchange, exchange.method) as ContextValues);
  return {
    exchange,
    get headers() {
      return headers();
    },
    get query() {
      return query();
    },
    get body() {
      return body();
    },
    get contextValues() {
      return contextValues();
    },
    get context() {
      context ??= new TemplateContext(contextValues());
      return context;
    },
    async readLongBody(bodyWork, paths) {
      read = await readBodyInWorker(bodyWork, exchange.body, paths, invalidJson);
    },
    overrides: () => context?.overrides(),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function invalidJson(): GatewayFault {
  return new GatewayFault('BAD_REQUEST_BODY', 'Invalid JSON in request body');
}
