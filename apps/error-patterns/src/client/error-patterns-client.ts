import {
  type Empty,
  type GetLambdaParams,
  type GetPrefixParams,
  type GetPrefixRawParams,
  getLambda,
  type getLambdaResponse,
  getPrefix,
  getPrefixRaw,
  type getPrefixRawResponse,
  type getPrefixResponse,
} from './error-patterns.generated.ts';
import { exceptionOf } from './exceptions.ts';

/** A client of the API at this URL. Its methods reject with the exception of the status. */
export function errorPatternsClient(address: string) {
  const call = (path: string | URL | Request, init?: RequestInit) => fetch(`${address}${path}`, init);
  return {
    prefix: async (params: GetPrefixParams) => successOf(await getPrefix(params, undefined, call)),
    prefixRaw: async (params: GetPrefixRawParams) => successOf(await getPrefixRaw(params, undefined, call)),
    lambda: async (params: GetLambdaParams) => successOf(await getLambda(params, undefined, call)),
  };
}

function successOf(response: getPrefixResponse | getPrefixRawResponse | getLambdaResponse): Empty {
  if (response.status === 200) return response.data;
  throw exceptionOf(response);
}
