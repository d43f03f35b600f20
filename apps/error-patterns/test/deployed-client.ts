import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import { errorPatternsClient } from '../src/client/error-patterns-client.ts';
import type { ApiException } from '../src/client/exceptions.ts';

export const api = inject('sample').url;
export const client = errorPatternsClient(api);

/** What a call is refused with. */
export function refusalOf(call: Promise<object>): Promise<ApiException> {
  return call.then(
    (response) => Promise.reject(new Error(`Expected a refusal, received ${JSON.stringify(response)}`)),
    (refusal) => refusal,
  );
}
