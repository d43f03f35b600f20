export interface IdentityOptions {
  /** The output `IdentityPoolId` of the stack, such as `us-east-1:0123…`. It begins with the region. */
  readonly identityPoolId: string;
  /** The output `UserPoolId` of the stack. */
  readonly userPoolId: string;
  /** The URL of Cognito's identity pools; the one of AWS by default. */
  readonly endpoint?: string | undefined;
}

/** Temporary credentials of the role for signed-in users. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly expiration: number;
}

/** Keys of a user by their ID token; `undefined` when the identity pool refuses the token. */
export type KeysFor = (idToken: string) => Promise<Keys | undefined>;

/**
 * Keys of the signed-in role, by two requests that are not signed: the app has no keys before them. Those of the last
 * token are kept until shortly before they expire.
 */
export function identityKeys(
  { identityPoolId, userPoolId, endpoint }: IdentityOptions,
  send: (request: Request) => Promise<Response> = fetch,
): KeysFor {
  const [region = ''] = identityPoolId.split(':');
  const url = endpoint ?? `https://cognito-identity.${region}.amazonaws.com/`;
  const provider = `cognito-idp.${region}.amazonaws.com/${userPoolId}`;
  let last: { readonly idToken: string; readonly keys: Promise<Keys | undefined> } | undefined;

  async function newKeys(idToken: string): Promise<Keys | undefined> {
    const Logins = { [provider]: idToken };
    const identity = await call('GetId', { IdentityPoolId: identityPoolId, Logins });
    const output = identity && (await call('GetCredentialsForIdentity', { ...identity, Logins }));
    return output && { ...keysOf(output), region };
  }

  /** The output of an operation; `undefined` when it does not accept the token. */
  async function call(operation: string, input: object): Promise<object | undefined> {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityService.${operation}`,
    };
    const response = await send(
      new Request(url, { method: 'POST', headers, body: JSON.stringify(input), cache: 'no-store' }),
    );
    const output = (await response.json().catch(() => ({}))) as { __type?: string; message?: string };
    if (response.ok) return output;
    if (output.__type === 'NotAuthorizedException') return undefined;
    throw new Error(`${operation} failed with status ${response.status}: ${output.message ?? 'no message'}`);
  }

  return async (idToken) => {
    const known = last?.idToken === idToken ? await last.keys.catch(() => undefined) : undefined;
    if (known && known.expiration - Date.now() > renewBeforeMs) return known;
    last = { idToken, keys: newKeys(idToken) };
    return last.keys;
  };
}

const renewBeforeMs = 5 * 60_000;

function keysOf(output: object): Omit<Keys, 'region'> {
  const { Credentials = {} } = output as { Credentials?: Partial<WireCredentials> };
  const { AccessKeyId, SecretKey, SessionToken, Expiration } = Credentials;
  if (!AccessKeyId || !SecretKey || !SessionToken || !Expiration)
    throw new Error('Expected credentials from the identity pool, received none.');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretKey,
    sessionToken: SessionToken,
    expiration: Expiration * 1000,
  };
}

/** Not `SecretAccessKey`, as STS calls it. */
interface WireCredentials {
  readonly AccessKeyId: string;
  readonly SecretKey: string;
  readonly SessionToken: string;
  /** Seconds since 1970. */
  readonly Expiration: number;
}
