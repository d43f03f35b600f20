import type { AwsResponse } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { AuthorizationRequest } from '../state.ts';
import { readAuthorization } from './authorization-request.ts';
import { csrfToken, type HostedRequest, hasCsrfToken, Refusal } from './hosted-request.ts';
import { type Html, html, page } from './page.ts';

/** A page for a person who is on the way to an app. */
export interface Screen {
  readonly request: HostedRequest;
  readonly authorization: AuthorizationRequest;
  readonly csrf: string;
}

export interface Message {
  readonly error?: string;
  readonly notice?: string;
}

/** A route that shows or takes a page: the query says for which app, a form carries the token of the page. */
export function screen(show: (screen: Screen) => Promise<AwsResponse> | AwsResponse, takes?: 'form') {
  return async (request: HostedRequest): Promise<AwsResponse> => {
    const authorization = readAuthorization(request, request.query);
    if (takes === 'form' && !hasCsrfToken(request)) throw new Refusal(staleForm(request));
    const { field, cookies } = csrfToken(request);
    const response = await show({ request, authorization, csrf: field });
    if (response.status === 302) return response;
    return { ...response, headers: { ...response.headers, 'set-cookie': cookies } };
  };
}

/** What `call` returns, or the page that shows its error to the user. */
export async function attempt<Result>(
  call: () => Result,
  showError: (error: ServiceError) => AwsResponse | Promise<AwsResponse>,
): Promise<Awaited<Result>> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new Refusal(await showError(error));
  }
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly autocomplete: string;
  readonly value?: string | undefined;
}

export function field({ name, label, type = 'text', autocomplete, value }: Field): Html {
  const attributes = html`id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}"`;
  return html`<label for="${name}">${label}</label>
<input ${attributes} value="${value ?? ''}" required autocapitalize="none" spellcheck="false">`;
}

export const codeField: Field = { name: 'code', label: 'Code', autocomplete: 'one-time-code' };

export function passwordField(label: string, autocomplete: 'current-password' | 'new-password'): Field {
  return { name: 'password', label, type: 'password', autocomplete };
}

/** A form that goes to a path of the domain with the query of the app's request. */
export function formTo(
  { request, csrf }: Screen,
  path: string,
  fields: readonly Field[],
  button: string | Html,
  hidden: Readonly<Record<string, string>> = {},
): Html {
  const kept = Object.entries({ ...hidden, _csrf: csrf }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const submit = typeof button === 'string' ? html`<button>${button}</button>` : button;
  return html`<form method="post" action="${linkTo(request, path)}">
${kept}${fields.map(field)}
${submit}
</form>`;
}

export function linkTo({ query }: HostedRequest, path: string): string {
  return `${path}?${query}`;
}

export function messagePage(title: string, { error, notice }: Message, body: Html): AwsResponse {
  const shown = html`${notice !== undefined && html`<p role="status">${notice}</p>`}${
    error !== undefined && html`<p role="alert">${error}</p>`
  }`;
  return page(title, html`${shown}${body}`, error === undefined ? 200 : 400);
}

function staleForm(request: HostedRequest): AwsResponse {
  const link = html`<p><a href="${linkTo(request, '/login')}">Sign in</a></p>`;
  return page(
    'Sign in',
    html`<p role="alert">This form is too old, or came from another site.</p>${link}`,
    403,
  );
}
