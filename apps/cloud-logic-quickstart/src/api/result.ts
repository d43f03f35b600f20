import { isSignInRefused } from '@samples/cloud-logic-client';

/** Why there is no value. */
export type Failure =
  | { readonly kind: 'offline' }
  /** The person has to sign in again. */
  | { readonly kind: 'ended' }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly message: string;
      readonly requestId: string | undefined;
    };

export type Result<Value> = { readonly kind: 'ok'; readonly value: Value } | Failure;

interface Called<Value> {
  readonly data?: Value | undefined;
  readonly error?: { readonly message?: string; readonly requestId?: string } | undefined;
  readonly response: Response;
}

/** The outcome of a call. An error that the client throws means that there was no response. */
export async function resultOf<Value>(call: Promise<Called<Value>>): Promise<Result<Value>> {
  let called: Called<Value>;
  try {
    called = await call;
  } catch {
    return { kind: 'offline' };
  }
  const { data, error, response } = called;
  if (response.ok) return { kind: 'ok', value: data as Value };
  if (isSignInRefused(response)) return { kind: 'ended' };
  return {
    kind: 'refused',
    status: response.status,
    message: error?.message ?? 'The API failed.',
    requestId: error?.requestId ?? response.headers.get('x-amzn-requestid') ?? undefined,
  };
}
