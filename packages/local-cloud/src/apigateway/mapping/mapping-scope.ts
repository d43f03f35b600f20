import {
  type ContextValues,
  createTemplateContext,
  type Overrides,
  type TemplateContext,
} from '@samples/mapping-templates';
import { eventHeaders } from '../event/event-headers.ts';
import { decodeQuery } from '../event/query-string.ts';
import { requestContext } from '../event/request-context.ts';
import type { Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { type BodyDocument, bodyDocument } from './body-document.ts';

type Values = ReadonlyMap<string, readonly string[]>;

/** What the mappings of one exchange read, those of its request and its response. */
export interface MappingScope {
  readonly exchange: Exchange;
  /** Without the headers that no mapping sees. */
  readonly headers: Values;
  readonly query: Values;
  readonly body: BodyDocument;
  readonly contextValues: ReturnType<typeof requestContext>;
  /** `$context`: a template may leave something there for the next. */
  readonly context: TemplateContext;
  /** What templates wrote; undefined while none has run. */
  overrides(): Overrides | undefined;
}

/** Nothing of it is made before it is asked for: most exchanges need little. */
export function mappingScope(exchange: Exchange): MappingScope {
  let context: TemplateContext | undefined;
  const headers = once(() => eventHeaders(exchange));
  const query = once<Values>(() => decodeQuery(exchange.rawQuery) ?? new Map());
  const body = once(() => bodyDocument(exchange.body, invalidJson));
  const contextValues = once(() => requestContext(exchange, exchange.method));
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
      context ??= createTemplateContext(contextValues() as ContextValues);
      return context;
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
