import type { SignInOutcome } from '../account/sign-in.ts';

type Challenge<Kind extends SignInOutcome['kind']> = Extract<SignInOutcome, { kind: Kind }>;

/** What a person who is not signed in sees. */
export type Step =
  | {
      readonly screen: 'sign-in';
      readonly email?: string;
      readonly notice?: string;
      /** Somebody who was signed in does it the same way again. */
      readonly only?: 'password' | 'company';
    }
  | { readonly screen: 'sign-up'; readonly email?: string }
  /** The password signs in after the code, without being typed again. */
  | { readonly screen: 'confirm'; readonly email: string; readonly password: string }
  | { readonly screen: 'forgotten'; readonly email?: string }
  | { readonly screen: 'reset'; readonly email: string }
  | { readonly screen: 'new-password'; readonly email: string; readonly outcome: Challenge<'new-password'> }
  | { readonly screen: 'code'; readonly email: string; readonly outcome: Challenge<'code'> }
  | { readonly screen: 'set-up-app'; readonly email: string; readonly outcome: Challenge<'set-up-app'> };

/** What the form of a step gets. */
export interface StepProps<Screen extends Step['screen']> {
  readonly step: Extract<Step, { screen: Screen }>;
  /** Goes to another step. */
  readonly go: (step: Step) => void;
  /** Takes what the user pool responded. */
  readonly take: (outcome: SignInOutcome, email: string, password?: string) => Promise<void>;
}

/** The step that an outcome leads to; `undefined` when the person is signed in. */
export function stepAfter(outcome: SignInOutcome, email: string, password = ''): Step | undefined {
  switch (outcome.kind) {
    case 'signed-in':
      return undefined;
    case 'unconfirmed':
      return { screen: 'confirm', email, password };
    case 'reset-required':
      return { screen: 'forgotten', email };
    case 'new-password':
      return { screen: 'new-password', email, outcome };
    case 'code':
      return { screen: 'code', email, outcome };
    case 'set-up-app':
      return { screen: 'set-up-app', email, outcome };
  }
}
