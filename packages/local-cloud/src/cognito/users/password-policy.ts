import { randomInt } from 'node:crypto';
import type { PasswordPolicyType } from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter, invalidPassword, invalidValue, notOffered } from '../errors.ts';
import type { UserPoolRecord } from '../state.ts';

/** What a pool has that was created without a policy. */
const defaultPasswordPolicy = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
} satisfies PasswordPolicyType;

const symbols = '^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+- ';
const rules = [
  ['RequireUppercase', 'uppercase', (text: string) => /[A-Z]/.test(text)],
  ['RequireLowercase', 'lowercase', (text: string) => /[a-z]/.test(text)],
  ['RequireNumbers', 'numeric', (text: string) => /[0-9]/.test(text)],
  ['RequireSymbols', 'symbol', (text: string) => [...text].some((letter) => symbols.includes(letter))],
] as const;

/** Throws the first rule of the pool's policy that a password breaks. */
export function checkPassword(pool: UserPoolRecord, password: string | undefined): string {
  if (!password) throw invalidParameter('Missing required parameter PASSWORD');
  if (password.length > 256) {
    throw invalidValue('password', 'Member must have length less than or equal to 256');
  }
  if (!/^\S+.*\S+$/s.test(password)) {
    throw invalidValue('password', 'Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$');
  }
  const policy = policyOf(pool);
  if (password.length < (policy.MinimumLength ?? 8)) throw invalidPassword('Password not long enough');
  for (const [rule, kind, isKept] of rules) {
    if (policy[rule] && !isKept(password)) throw invalidPassword(`Password must have ${kind} characters`);
  }
  return password;
}

export function checkPolicy(policy: PasswordPolicyType | undefined): void {
  if (policy?.PasswordHistorySize) throw notOffered('PasswordHistorySize of a password policy');
  const length = policy?.MinimumLength ?? 8;
  if (length < 6 || length > 99) {
    const bound = length < 6 ? 'greater than or equal to 6' : 'less than or equal to 99';
    throw invalidValue('policies.passwordPolicy.minimumLength', `Member must have value ${bound}`);
  }
}

export function policyOf(pool: UserPoolRecord): PasswordPolicyType {
  return pool.settings.Policies?.PasswordPolicy ?? defaultPasswordPolicy;
}

/** A temporary password that keeps every policy. */
export function temporaryPassword(pool: UserPoolRecord): string {
  const kinds = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!#$%&*+-=?@'];
  const length = Math.max(policyOf(pool).MinimumLength ?? 8, 12);
  const letters = Array.from({ length }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? '';
    return kind[randomInt(kind.length)];
  });
  return letters.join('');
}
