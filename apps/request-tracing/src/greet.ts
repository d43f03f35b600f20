// Without proxy integration a function knows of the request what the mapping template passes: here the gateway's id too.
import { HttpError, integrationHandler, prefixedError } from '@samples/http';
import { findGreeting } from './find-greeting.ts';
import { prefixedLog } from './prefixed-log.ts';

interface GreetEvent {
  readonly requestId: string;
  readonly name: string;
}

export const handler = integrationHandler(prefixedError, async ({ requestId, name }: GreetEvent, context) => {
  const log = prefixedLog({ gateway: requestId, function: context.awsRequestId });
  log(`greeting\n${name}`);
  const greeting = findGreeting(name);
  if (greeting) return { greeting };
  log(`not on the list: ${name}`);
  throw new HttpError(404, `${name} is not on the list`);
});
