import type { CognitoUserSession } from 'amazon-cognito-identity-js';
import { describe, expect, it } from 'vitest';
import type { SignInOutcome } from '../account/sign-in.ts';
import { stepAfter } from './step.ts';

const email = 'ada@example.com';
const next = async (): Promise<SignInOutcome> => ({ kind: 'unconfirmed' });

describe('the step after an outcome of the user pool', () => {
  it('keeps the password for the sign-in that follows a confirmation', () => {
    expect(stepAfter({ kind: 'unconfirmed' }, email, 'secret')).toEqual({
      screen: 'confirm',
      email,
      password: 'secret',
    });
  });

  it('is the challenge itself, to which the form responds', () => {
    const challenges = [
      { kind: 'new-password', complete: next },
      { kind: 'code', submit: next },
      { kind: 'set-up-app', secret: 'ABC', verify: next },
    ] as const;
    for (const outcome of challenges)
      expect(stepAfter(outcome, email)).toEqual({ screen: outcome.kind, email, outcome });
  });

  it('is none when the person is signed in', () => {
    expect(stepAfter({ kind: 'signed-in', session: {} as CognitoUserSession }, email)).toBeUndefined();
  });

  it('is a new password where an administrator wants one', () => {
    expect(stepAfter({ kind: 'reset-required' }, email)).toEqual({ screen: 'forgotten', email });
  });
});
