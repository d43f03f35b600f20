/** The access key that signed a request, in its header or its presigned query; unsigned requests have none. */
export function accessKeyIdOf(authorization: string | undefined, rawQuery: string): string | undefined {
  return credential(authorization, rawQuery)?.[0];
}

/** The service a signature names: the fourth part of `Credential=<key>/<date>/<region>/<service>/aws4_request`. */
export function signedServiceOf(authorization: string | undefined, rawQuery: string): string | undefined {
  return credential(authorization, rawQuery)?.[3];
}

function credential(authorization: string | undefined, rawQuery: string): string[] | undefined {
  const inHeader = authorization?.match(/^AWS4-HMAC-SHA256\s.*?Credential=([^,\s]+)/)?.[1];
  if (inHeader) return inHeader.split('/');
  if (!rawQuery.includes('X-Amz-Credential=')) return undefined;
  return new URLSearchParams(rawQuery).get('X-Amz-Credential')?.split('/');
}
