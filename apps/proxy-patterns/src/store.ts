import { apiHandler, binary, bodyBytes, header, json } from '@samples/http';

/** Shows what a Lambda proxy integration passes on, or returns the body of `POST …/echo` byte for byte. */
export const handler = apiHandler(async (event) => {
  if (event.httpMethod === 'POST' && event.pathParameters?.proxy === 'echo') {
    return binary(bodyBytes(event), header(event, 'content-type') ?? 'application/octet-stream');
  }
  return json({
    method: event.httpMethod,
    path: event.path,
    pathParameters: event.pathParameters,
    query: event.multiValueQueryStringParameters,
    headers: event.multiValueHeaders,
    body: event.body,
    isBase64Encoded: event.isBase64Encoded,
  });
});
