import type { AwsResponse } from '../../aws/service.ts';
import { confirmForgotPassword, forgotPassword } from '../operations/passwords.ts';
import { confirmSignUp, resendConfirmationCode, signUp } from '../operations/sign-up.ts';
import type { ClientRecord } from '../state.ts';
import { secretHashOf } from '../users/find-client.ts';
import { Html, html } from './page.ts';
import {
  attempt,
  codeField,
  type Field,
  formTo,
  type Message,
  messagePage,
  passwordField,
  type Screen,
} from './screen.ts';
import { allowsSignUp, labelOf, signInScreen, usernameField } from './sign-in-screen.ts';

/** `GET /signup` */
export function signUpScreen(screen: Screen, message: Message = {}): AwsResponse {
  const { client } = screen.authorization;
  if (!allowsSignUp(client))
    return signInScreen(screen, { error: 'SignUp is not permitted for this user pool' });
  const { form } = screen.request;
  const fields = [
    usernameField(client, form.get('username') ?? ''),
    ...askedAttributes(client).map((name) => attributeField(name, form.get(name) ?? '')),
    passwordField('Password', 'new-password'),
  ];
  return messagePage('Create an account', message, formTo(screen, '/signup', fields, 'Sign up'));
}

/** `POST /signup` */
export async function takeSignUp(screen: Screen): Promise<AwsResponse> {
  const { request, authorization } = screen;
  const { client } = authorization;
  const { form } = request;
  const user = named(screen);
  const UserAttributes = askedAttributes(client).map((Name) => ({ Name, Value: form.get(Name) ?? '' }));
  const Password = form.get('password') ?? '';
  const { UserConfirmed, CodeDeliveryDetails: sent } = await attempt(
    () => signUp(request.state, { ...user, Password, UserAttributes }),
    ({ message }) => signUpScreen(screen, { error: message }),
  );
  if (UserConfirmed)
    return signInScreen(screen, { notice: 'Your account is ready. Sign in.' }, user.Username);
  if (!sent)
    return signInScreen(screen, { notice: 'An administrator has to confirm your account.' }, user.Username);
  return confirmScreen(screen, user.Username, { notice: `We sent a code to ${sent.Destination}.` });
}

export function confirmScreen(screen: Screen, username: string, message: Message): AwsResponse {
  const resend = new Html('<button class="plain">Send a new code</button>');
  return messagePage(
    'Confirm your account',
    message,
    html`${formTo(screen, '/confirm', [codeField], 'Confirm', { username })}
${formTo(screen, '/resendcode', [], resend, { username })}`,
  );
}

/** `POST /confirm` */
export async function takeConfirmation(screen: Screen): Promise<AwsResponse> {
  const user = named(screen);
  const ConfirmationCode = screen.request.form.get('code') ?? '';
  await attempt(
    () => confirmSignUp(screen.request.state, { ...user, ConfirmationCode }),
    ({ message }) => confirmScreen(screen, user.Username, { error: message }),
  );
  return signInScreen(screen, { notice: 'Your account is confirmed. Sign in.' }, user.Username);
}

/** `POST /resendcode` */
export async function resendCode(screen: Screen): Promise<AwsResponse> {
  const user = named(screen);
  await attempt(
    () => resendConfirmationCode(screen.request.state, user),
    ({ message }) => confirmScreen(screen, user.Username, { error: message }),
  );
  return confirmScreen(screen, user.Username, { notice: 'We sent a new code.' });
}

/** `GET /forgotPassword` */
export function forgotPasswordScreen(screen: Screen, message: Message = {}): AwsResponse {
  const fields = [usernameField(screen.authorization.client, screen.request.form.get('username') ?? '')];
  return messagePage(
    'Forgot your password?',
    message,
    formTo(screen, '/forgotPassword', fields, 'Send a code'),
  );
}

/** `POST /forgotPassword` */
export async function sendPasswordCode(screen: Screen): Promise<AwsResponse> {
  const user = named(screen);
  await attempt(
    () => forgotPassword(screen.request.state, user),
    ({ message }) => forgotPasswordScreen(screen, { error: message }),
  );
  return newPasswordByCodeScreen(screen, user.Username, {
    notice: 'We sent a code to your verified address.',
  });
}

export function newPasswordByCodeScreen(screen: Screen, username: string, message: Message): AwsResponse {
  const fields = [codeField, passwordField('New password', 'new-password')];
  const form = formTo(screen, '/confirmForgotPassword', fields, 'Change password', { username });
  return messagePage('Change your password', message, form);
}

/** `POST /confirmForgotPassword` */
export async function takePasswordByCode(screen: Screen): Promise<AwsResponse> {
  const user = named(screen);
  const { form, state } = screen.request;
  const input = { ...user, ConfirmationCode: form.get('code') ?? '', Password: form.get('password') ?? '' };
  await attempt(
    () => confirmForgotPassword(state, input),
    ({ message }) => newPasswordByCodeScreen(screen, user.Username, { error: message }),
  );
  return signInScreen(screen, { notice: 'Your password is changed. Sign in.' }, user.Username);
}

function named({ request, authorization }: Screen) {
  const { client } = authorization;
  const Username = request.form.get('username') ?? '';
  return { ClientId: client.id, Username, SecretHash: secretHashOf(client, Username) };
}

/** What a new user has to fill in beside the user name. */
function askedAttributes({ pool }: ClientRecord): string[] {
  const { Schema = [], AutoVerifiedAttributes = [], UsernameAttributes = [] } = pool.settings;
  const required = Schema.filter(({ Required: isRequired, Name }) => isRequired && Name !== 'sub');
  const names = [...AutoVerifiedAttributes, ...required.map(({ Name = '' }) => Name)];
  // The user name is one of these then.
  return [...new Set(names)].filter((name) => !UsernameAttributes.some((attribute) => attribute === name));
}

const types: Readonly<Record<string, string>> = { birthdate: 'date', email: 'email', phone_number: 'tel' };

function attributeField(name: string, value: string): Field {
  const autocomplete = name === 'email' ? 'email' : name === 'phone_number' ? 'tel' : 'on';
  return { name, label: labelOf(name), type: types[name] ?? 'text', autocomplete, value };
}
