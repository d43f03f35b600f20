import type { AwsResponse } from '../../aws/service.ts';
import type { ClientRecord } from '../state.ts';
import { html } from './page.ts';
import {
  type Field,
  formTo,
  linkTo,
  type Message,
  messagePage,
  passwordField,
  type Screen,
} from './screen.ts';

/** `GET /login`, and where everything leads that went wrong. */
export function signInScreen(screen: Screen, message: Message = {}, username?: string): AwsResponse {
  const { request, authorization } = screen;
  const { client } = authorization;
  const hint = username ?? request.query.get('login_hint') ?? '';
  const fields = [usernameField(client, hint), passwordField('Password', 'current-password')];
  const password = html`${formTo(screen, '/login', fields, 'Sign in')}
<p><a href="${linkTo(request, '/forgotPassword')}">Forgot your password?</a></p>
${allowsSignUp(client) && html`<p><a href="${linkTo(request, '/signup')}">Create an account</a></p>`}`;
  const providers = providersOf(client).map(
    (name) =>
      html`<a class="button" href="/oauth2/authorize?${withProvider(request.query, name)}">Sign in with ${name}</a>\n`,
  );
  return messagePage('Sign in', message, html`${providers}${takesPasswords(client) && password}`);
}

function providersOf({ settings, pool }: ClientRecord): string[] {
  return (settings.SupportedIdentityProviders ?? []).filter((name) => pool.identityProviders.has(name));
}

function withProvider(query: URLSearchParams, name: string): URLSearchParams {
  const parameters = new URLSearchParams(query);
  parameters.set('identity_provider', name);
  return parameters;
}

/** Whether users of the pool itself sign in at this client. */
export function takesPasswords({ settings }: ClientRecord): boolean {
  const providers = settings.SupportedIdentityProviders ?? [];
  return providers.length === 0 || providers.includes('COGNITO');
}

export function allowsSignUp({ pool }: ClientRecord): boolean {
  return pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly !== true;
}

/** What people type as their user name. */
export function usernameField({ pool }: ClientRecord, value = ''): Field {
  const names = pool.settings.UsernameAttributes ?? [];
  const label = names.length > 0 ? names.map((name) => labelOf(name)).join(' or ') : 'Username';
  return { name: 'username', label, autocomplete: 'username', value };
}

/** `family_name` as people read it: `Family name`. */
export function labelOf(attribute: string): string {
  const words = attribute.replace(/^custom:/, '').replaceAll('_', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
