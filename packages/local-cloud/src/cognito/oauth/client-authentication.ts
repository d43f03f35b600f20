import type { AwsResponse } from '../../aws/service.ts';
import { isSameSecret } from '../is-same-secret.ts';
import type { ClientRecord } from '../state.ts';
import { type HostedRequest, Refusal } from './hosted-request.ts';

/** The client that sends a form, by HTTP Basic or by `client_id` and `client_secret` in the form. */
export function authenticateClient(
  { state, domain, form, headers }: HostedRequest,
  status = 400,
): ClientRecord {
  const refused = () => new Refusal(oauthError('invalid_client', undefined, status));
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (headers.authorization !== undefined && basic === undefined) throw refused();
  const [id, secret] =
    basic === undefined ? [form.get('client_id'), form.get('client_secret')] : decode(basic);
  // The client that the form names must be the one that proves who it is.
  if (basic !== undefined && (form.get('client_id') ?? id) !== id) throw refused();
  const client = state.clients.get(id ?? '');
  if (client?.pool !== domain.pool || !client) throw refused();
  if (!isSameSecret(client.secret ?? '', secret ?? '')) throw refused();
  return client;
}

/** The error of RFC 6749, section 5.2. */
export function oauthError(error: string, description?: string, status = 400): AwsResponse {
  return oauthJson(status, { error, error_description: description });
}

export function oauthJson(status: number, value: object): AwsResponse {
  const headers = { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(value) };
}

function decode(basic: string): readonly [string, string] {
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return [text, ''];
  return [unescaped(text.slice(0, colon)), unescaped(text.slice(colon + 1))];
}

/** RFC 6749 has both parts encoded as in a form; the ids and secrets of this cloud are the same either way. */
function unescaped(text: string): string {
  return new URLSearchParams(`a=${text.replaceAll('&', '%26')}`).get('a') ?? '';
}
