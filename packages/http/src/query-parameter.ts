import type { APIGatewayProxyEvent } from 'aws-lambda';

type Query = Pick<APIGatewayProxyEvent, 'multiValueQueryStringParameters'>;

/** The query parameter of this exact name, the last one when it is repeated. The gateway has decoded it. */
export function queryParameter(event: Query, name: string): string | undefined {
  return queryParameters(event, name).at(-1);
}

/** Every value of a query parameter in the order sent; empty when there is none. */
export function queryParameters(event: Query, name: string): readonly string[] {
  const all = event.multiValueQueryStringParameters;
  return all && Object.hasOwn(all, name) ? (all[name] ?? []) : [];
}
