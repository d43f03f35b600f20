import { eventHeaders } from '../event/event-headers.ts';
import { decodeQuery } from '../event/query-string.ts';
import type { Exchange } from '../exchange.ts';
import { type MappingContext, mappingContext } from './mapping-context.ts';

type Values = ReadonlyMap<string, readonly string[]>;

/** What the parameter mappings and templates of one exchange read. Made when first asked for: most need little. */
export interface MappingScope {
  readonly exchange: Exchange;
  /** Without the headers that no mapping sees. */
  readonly headers: Values;
  readonly query: Values;
  /** The same object in the request and the response: a template may leave something for the next. */
  readonly context: MappingContext;
}

export function mappingScope(exchange: Exchange): MappingScope {
  let headers: Values | undefined;
  let query: Values | undefined;
  let context: MappingContext | undefined;
  return {
    exchange,
    get headers() {
      headers ??= eventHeaders(exchange);
      return headers;
    },
    get query() {
      query ??= decodeQuery(exchange.rawQuery) ?? new Map();
      return query;
    },
    get context() {
      context ??= mappingContext(exchange);
      return context;
    },
  };
}
