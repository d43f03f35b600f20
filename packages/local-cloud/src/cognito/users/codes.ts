import { randomInt, timingSafeEqual } from 'node:crypto';
import type { CodeDeliveryDetailsType } from '@aws-sdk/client-cognito-identity-provider';
import { codeMismatch, expiredCode, limitExceeded } from '../errors.ts';
import type { CodePurpose, CodeRecord, CognitoState, UserPoolRecord, UserRecord } from '../state.ts';

const hourMs = 60 * 60_000;
const sendsPerHour = 20;
/** With six digits, a guesser would need years. */
const guessesPerHour = 20;

/** Sends a code to an attribute of a user; a later code of the purpose replaces it. */
export function sendCode(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  purpose: CodePurpose,
  attribute: string,
): CodeDeliveryDetailsType {
  limitSends(pool, user.username);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const lifetimeMs = purpose === 'password' ? hourMs : 24 * hourMs;
  user.codes.set(purpose, { code, attribute, expires: state.now() + lifetimeMs });
  const { VerificationMessageTemplate: template, ...settings } = pool.settings;
  const isEmail = attribute === 'email';
  const message = isEmail
    ? (template?.EmailMessage ?? settings.EmailVerificationMessage)
    : (template?.SmsMessage ?? settings.SmsVerificationMessage);
  const fallback =
    purpose === 'password' ? 'Your password reset code is {####}' : 'Your confirmation code is {####}';
  const subject = template?.EmailSubject ?? settings.EmailVerificationSubject ?? 'Your verification code';
  const values = { '####': code, username: user.username };
  return deliver(state, pool, user, attribute, { subject, text: fill(message ?? fallback, values) });
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
  if (!isSame(known.code, given ?? '')) throw codeMismatch();
  user.codes.delete(purpose);
  return known;
}

/** Sends a message to an attribute of a user, and says where it went without saying too much. */
export function deliver(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  attribute: string,
  message: { readonly subject: string; readonly text: string },
): CodeDeliveryDetailsType {
  const to = user.unverified.get(attribute) ?? user.attributes.get(attribute) ?? '';
  const medium = attribute === 'email' ? 'EMAIL' : 'SMS';
  const { username } = user;
  state.inbox.deliver({ ...message, to, medium, userPoolId: pool.id, username, sentAt: state.now() });
  return { AttributeName: attribute, DeliveryMedium: medium, Destination: masked(to) };
}

/** `j***@e***`, or a plus and the last digits of a phone number. */
export function masked(to: string): string {
  const [name = '', domain] = to.split('@');
  if (domain === undefined) return `+${'*'.repeat(7)}${to.slice(-4)}`;
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`;
}

export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(####|username)\}/g, (all, name: string) => values[name] ?? all);
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
