import type { APIGatewayProxyEvent } from 'aws-lambda';

export type HeadersOfEvent = Pick<APIGatewayProxyEvent, 'multiValueHeaders'>;

/** The request header of this name, in upper or lower case; the last one when it is repeated. */
export function header(event: HeadersOfEvent, name: string): string | undefined {
  return headerValues(event, name).at(-1);
}

/** Every value of a request header in the order sent; empty when there is none. */
export function headerValues(event: HeadersOfEvent, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  // The gateway keeps the client's spelling, so one header can arrive under two keys. Its console's
  // test invocation sends null when there are no headers.
  return Object.entries(event.multiValueHeaders ?? {})
    .filter(([key]) => key.toLowerCase() === wanted)
    .flatMap(([, values]) => values ?? []);
}
