import { randomInt } from 'node:crypto';
import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import { codeMismatch, expiredCode, limitExceeded } from '../errors.ts';
import { isSameSecret } from '../is-same-secret.ts';
import type {
  ClientRecord,
  CodePurpose,
  CodeRecord,
  CognitoState,
  UserPoolRecord,
  UserRecord,
} from '../state.ts';
import { type ClientMetadata, eventAttributes, metadataMember, runTrigger } from '../triggers/run-trigger.ts';

/** What a message is for, as the trigger CustomMessage has it. */
export type MessageSource =
  | 'SignUp'
  | 'ResendCode'
  | 'ForgotPassword'
  | 'UpdateUserAttribute'
  | 'VerifyUserAttribute'
  | 'AdminCreateUser'
  | 'Authentication';

const hourMs = 60 * 60_000;
const sendsPerHour = 20;
/** With six digits, a guesser would need years. */
const guessesPerHour = 20;

/** Why a code is sent, in the words of the trigger CustomMessage, and who asked for it. */
export interface CodeReason {
  readonly source: MessageSource;
  readonly client?: ClientRecord | undefined;
  readonly clientMetadata?: ClientMetadata | undefined;
}

/** Sends a code to an attribute of a user; a later code of the purpose replaces it. */
export async function sendCode(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  purpose: CodePurpose,
  attribute: string,
  reason: CodeReason,
): Promise<CodeDeliveryDetailsType> {
  limitSends(pool, user.username);
  const code = newCode();
  const lifetimeMs = purpose === 'password' ? hourMs : 24 * hourMs;
  user.codes.set(purpose, { code, attribute, expires: state.now() + lifetimeMs });
  const { VerificationMessageTemplate: template, ...settings } = pool.settings;
  const isEmail = attribute === 'email';
  const text = isEmail
    ? (template?.EmailMessage ?? settings.EmailVerificationMessage)
    : (template?.SmsMessage ?? settings.SmsVerificationMessage);
  const usual =
    purpose === 'password' ? 'Your password reset code is {####}' : 'Your confirmation code is {####}';
  const subject = template?.EmailSubject ?? settings.EmailVerificationSubject ?? 'Your verification code';
  const message = { subject, text: text ?? usual };
  return deliver(state, pool, user, { attribute, message, secret: code, ...reason });
}

export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** The same for unknown users as for known ones, whose name nobody may learn from the limit. */
export function limitSends(pool: UserPoolRecord, name: string): void {
  if (!pool.attempts.mayRepeat(`send ${name}`, sendsPerHour)) throw limitExceeded();
}

export function limitGuesses(pool: UserPoolRecord, purpose: CodePurpose, name: string): void {
  if (!pool.attempts.mayRepeat(`guess ${purpose} ${name}`, guessesPerHour)) throw limitExceeded();
}

/** Uses up a code. Throws unless it is the one that was sent last, and in time. */
export function takeCode(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  purpose: CodePurpose,
  given: string | undefined,
): CodeRecord {
  limitGuesses(pool, purpose, user.username);
  const known = user.codes.get(purpose);
  if (!known || known.expires <= state.now()) throw expiredCode();
  if (!isSameSecret(known.code, given ?? '')) throw codeMismatch();
  user.codes.delete(purpose);
  return known;
}

export interface Message extends CodeReason {
  readonly attribute: string;
  /** Templates with `{####}`, and with `{username}` in an invitation. */
  readonly message: { readonly subject: string; readonly text: string };
  /** The code or the temporary password. */
  readonly secret: string;
  /** The name under which an invited user signs in. */
  readonly signInName?: string | undefined;
}

/**
 * Sends a message, in the words of the pool's function CustomMessage where there is one, to an attribute of a user,
 * and says where it went without saying too much.
 */
export async function deliver(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  sent: Message,
): Promise<CodeDeliveryDetailsType> {
  const { attribute, source, client, clientMetadata, signInName } = sent;
  const userAttributes = eventAttributes(user);
  const usernameParameter = signInName === undefined ? null : '{username}';
  const custom = await runTrigger(state, {
    name: 'CustomMessage',
    source,
    pool,
    client,
    userName: user.username,
    request: {
      userAttributes,
      codeParameter: '{####}',
      usernameParameter,
      ...metadataMember(clientMetadata),
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
  const medium = attribute === 'email' ? 'EMAIL' : 'SMS';
  const values = { '####': sent.secret, ...(signInName !== undefined && { username: signInName }) };
  const subject = textOf(custom?.emailSubject) ?? sent.message.subject;
  const template = textOf(medium === 'EMAIL' ? custom?.emailMessage : custom?.smsMessage);
  const text = fill(template ?? sent.message.text, values);
  const to = user.unverified.get(attribute) ?? user.attributes.get(attribute) ?? '';
  const { username } = user;
  state.inbox.deliver({ to, medium, subject, text, userPoolId: pool.id, username, sentAt: state.now() });
  return { AttributeName: attribute, DeliveryMedium: medium, Destination: masked(to) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `j***@e***`, or a plus and the last digits of a phone number. */
export function masked(to: string): string {
  const [name = '', domain] = to.split('@');
  if (domain === undefined) return `+${'*'.repeat(7)}${to.slice(-4)}`;
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`;
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(####|username)\}/g, (all, name: string) => values[name] ?? all);
}
