import type { IncomingHttpHeaders } from 'node:http';
import type { AwsResponse } from '../aws/service.ts';
import { xmlDocument } from '../aws/xml.ts';

/** In the form that the service's clients read: those of the Query protocol send forms and read XML alone. */
export function serviceNotOffered(name: string, headers: IncomingHttpHeaders): AwsResponse {
  const message = `The service ${name} is not offered by this embedded cloud.`;
  const code = 'NotImplemented';
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    const content = { Error: { Type: 'Receiver', Code: code, Message: message } };
    const body = xmlDocument('ErrorResponse', content, '');
    return { status: 501, headers: { 'content-type': 'text/xml' }, body };
  }
  return {
    status: 501,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
}
