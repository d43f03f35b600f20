import { integrationHandler, prefixedError, redirectError } from '@samples/http';
import { allowedHosts } from './allowed-hosts.ts';
import { requestedStatus } from './requested-status.ts';

const hosts = allowedHosts(process.env);

/** What the request template makes of the query; a missing parameter is empty. */
export interface RedirectInput {
  readonly status: string;
  readonly location: string;
}

/** `GET /redirect` can only throw: an error that succeeds is how a redirect leaves an API without proxy. */
export const handler = integrationHandler(
  prefixedError,
  async ({ status, location }: RedirectInput): Promise<never> => {
    throw redirectError(requestedStatus(status), location, { hosts });
  },
);
