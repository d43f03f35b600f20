/**
 * biome-ignore-all lint: generated code
 * biome-ignore-all format: generated code
 * Made by npm run generate-client. Do not edit.
 */
export interface Empty { [key: string]: unknown }

export interface Error {
  message: string;
  'request-id': string;
  type: string;
}

export interface FunctionError {
  errorMessage: string;
  errorType: string;
  trace?: string[];
}

export type GetLambdaParams = {
status: string;
message?: string;
indent?: string;
};

export type GetPrefixParams = {
status: string;
message?: string;
};

export type GetPrefixRawParams = {
status: string;
message?: string;
};

export type getLambdaResponse200 = {
  data: Empty
  status: 200
}

export type getLambdaResponse400 = {
  data: Error
  status: 400
}

export type getLambdaResponse401 = {
  data: Error
  status: 401
}

export type getLambdaResponse403 = {
  data: Error
  status: 403
}

export type getLambdaResponse404 = {
  data: Error
  status: 404
}

export type getLambdaResponse429 = {
  data: Error
  status: 429
}

export type getLambdaResponse500 = {
  data: Error
  status: 500
}

export type getLambdaResponse502 = {
  data: Error
  status: 502
}

export type getLambdaResponse503 = {
  data: Error
  status: 503
}

export type getLambdaResponse504 = {
  data: Error
  status: 504
}

export type getLambdaResponseSuccess = (getLambdaResponse200) & {
  headers: Headers;
};
export type getLambdaResponseError = (getLambdaResponse400 | getLambdaResponse401 | getLambdaResponse403 | getLambdaResponse404 | getLambdaResponse429 | getLambdaResponse500 | getLambdaResponse502 | getLambdaResponse503 | getLambdaResponse504) & {
  headers: Headers;
};

export type getLambdaResponse = (getLambdaResponseSuccess | getLambdaResponseError)

export const getGetLambdaUrl = (params: GetLambdaParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/lambda?${stringifiedParams}` : `/lambda`
}

export const getLambda = async (params: GetLambdaParams, options?: RequestInit, fetchFn?: typeof globalThis.fetch): Promise<getLambdaResponse> => {

  const res = await (fetchFn ?? fetch)(getGetLambdaUrl(params),
  {
    ...options,
    method: 'GET'


  }
)


  const body = [204, 205, 304].includes(res.status) ? null : await res.text();

  const data: getLambdaResponse['data'] = body ? JSON.parse(body) : {}
  return { data, status: res.status, headers: res.headers } as getLambdaResponse
}



export type getPrefixResponse200 = {
  data: Empty
  status: 200
}

export type getPrefixResponse400 = {
  data: Error
  status: 400
}

export type getPrefixResponse401 = {
  data: Error
  status: 401
}

export type getPrefixResponse403 = {
  data: Error
  status: 403
}

export type getPrefixResponse404 = {
  data: Error
  status: 404
}

export type getPrefixResponse429 = {
  data: Error
  status: 429
}

export type getPrefixResponse500 = {
  data: Error
  status: 500
}

export type getPrefixResponse502 = {
  data: Error
  status: 502
}

export type getPrefixResponse503 = {
  data: Error
  status: 503
}

export type getPrefixResponse504 = {
  data: Error
  status: 504
}

export type getPrefixResponseSuccess = (getPrefixResponse200) & {
  headers: Headers;
};
export type getPrefixResponseError = (getPrefixResponse400 | getPrefixResponse401 | getPrefixResponse403 | getPrefixResponse404 | getPrefixResponse429 | getPrefixResponse500 | getPrefixResponse502 | getPrefixResponse503 | getPrefixResponse504) & {
  headers: Headers;
};

export type getPrefixResponse = (getPrefixResponseSuccess | getPrefixResponseError)

export const getGetPrefixUrl = (params: GetPrefixParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/prefix?${stringifiedParams}` : `/prefix`
}

export const getPrefix = async (params: GetPrefixParams, options?: RequestInit, fetchFn?: typeof globalThis.fetch): Promise<getPrefixResponse> => {

  const res = await (fetchFn ?? fetch)(getGetPrefixUrl(params),
  {
    ...options,
    method: 'GET'


  }
)


  const body = [204, 205, 304].includes(res.status) ? null : await res.text();

  const data: getPrefixResponse['data'] = body ? JSON.parse(body) : {}
  return { data, status: res.status, headers: res.headers } as getPrefixResponse
}



export type getPrefixRawResponse200 = {
  data: Empty
  status: 200
}

export type getPrefixRawResponse400 = {
  data: FunctionError
  status: 400
}

export type getPrefixRawResponse401 = {
  data: FunctionError
  status: 401
}

export type getPrefixRawResponse403 = {
  data: FunctionError
  status: 403
}

export type getPrefixRawResponse404 = {
  data: FunctionError
  status: 404
}

export type getPrefixRawResponse429 = {
  data: FunctionError
  status: 429
}

export type getPrefixRawResponse500 = {
  data: FunctionError
  status: 500
}

export type getPrefixRawResponse502 = {
  data: FunctionError
  status: 502
}

export type getPrefixRawResponse503 = {
  data: FunctionError
  status: 503
}

export type getPrefixRawResponse504 = {
  data: FunctionError
  status: 504
}

export type getPrefixRawResponseSuccess = (getPrefixRawResponse200) & {
  headers: Headers;
};
export type getPrefixRawResponseError = (getPrefixRawResponse400 | getPrefixRawResponse401 | getPrefixRawResponse403 | getPrefixRawResponse404 | getPrefixRawResponse429 | getPrefixRawResponse500 | getPrefixRawResponse502 | getPrefixRawResponse503 | getPrefixRawResponse504) & {
  headers: Headers;
};

export type getPrefixRawResponse = (getPrefixRawResponseSuccess | getPrefixRawResponseError)

export const getGetPrefixRawUrl = (params: GetPrefixRawParams,) => {
  const normalizedParams = new URLSearchParams();

  Object.entries(params || {}).forEach(([key, value]) => {

    if (value !== undefined) {
      normalizedParams.append(key, value === null ? 'null' : String(value))
    }
  });

  const stringifiedParams = normalizedParams.toString();

  return stringifiedParams.length > 0 ? `/prefix/raw?${stringifiedParams}` : `/prefix/raw`
}

export const getPrefixRaw = async (params: GetPrefixRawParams, options?: RequestInit, fetchFn?: typeof globalThis.fetch): Promise<getPrefixRawResponse> => {

  const res = await (fetchFn ?? fetch)(getGetPrefixRawUrl(params),
  {
    ...options,
    method: 'GET'


  }
)


  const body = [204, 205, 304].includes(res.status) ? null : await res.text();

  const data: getPrefixRawResponse['data'] = body ? JSON.parse(body) : {}
  return { data, status: res.status, headers: res.headers } as getPrefixRawResponse
}
