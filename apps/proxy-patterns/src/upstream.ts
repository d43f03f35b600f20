import { setTimeout } from 'node:timers/promises';
import { apiHandler, binary, bodyBytes, header, isErrorStatus, json, text } from '@samples/http';

/** Some service that knows nothing of proxies: it can respond late, with an error, or with a picture. */
export const handler = apiHandler(async (event) => {
  const [first, second] = (event.pathParameters?.proxy ?? '').split('/');
  switch (first) {
    case 'slow':
      await setTimeout(3_000);
      return text('at last');
    case 'status': {
      const status = Number(second);
      return text(`status ${status}`, { status: isErrorStatus(status) ? status : 400 });
    }
    case 'echo':
      return binary(bodyBytes(event), header(event, 'content-type') ?? 'application/octet-stream');
    default:
      return json(
        {
          method: event.httpMethod,
          path: event.path,
          query: event.multiValueQueryStringParameters,
          headers: event.multiValueHeaders,
        },
        { headers: { 'x-upstream': 'yes', server: 'upstream/1' } },
      );
  }
});
