import type { AwsResponse } from '../../aws/service.ts';
import { associateSoftwareToken } from '../operations/software-tokens.ts';
import { html } from './page.ts';
import {
  attempt,
  codeField,
  formTo,
  type Message,
  messagePage,
  passwordField,
  type Screen,
} from './screen.ts';
import { labelOf, signInScreen } from './sign-in-screen.ts';

const asked = {
  EMAIL_OTP: 'Code of the e-mail',
  MFA_SETUP: 'Code of the app',
  NEW_PASSWORD_REQUIRED: '',
  SELECT_MFA_TYPE: '',
  SMS_MFA: 'Code of the text message',
  SOFTWARE_TOKEN_MFA: 'Code of your authenticator app',
};

export type AskedChallenge = keyof typeof asked;

/** Whether a page can ask for this. */
export function isAsked(name: string | undefined): name is AskedChallenge {
  return name !== undefined && Object.hasOwn(asked, name);
}

/** What the page sends back, and what the challenge says. */
export interface ShownChallenge {
  readonly name: AskedChallenge;
  readonly username: string;
  readonly session?: string;
  /** Of an app that is being set up. */
  readonly secret?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

export async function challengeScreen(
  screen: Screen,
  challenge: ShownChallenge,
  message: Message = {},
): Promise<AwsResponse> {
  const { name, username, session = '', parameters = {} } = challenge;
  const hidden = { challenge: name, session, username };
  if (name === 'NEW_PASSWORD_REQUIRED') {
    const missing: string[] = JSON.parse(parameters.requiredAttributes ?? '[]');
    const attributes = missing.map((attribute) => ({
      name: attribute,
      label: labelOf(attribute.slice('userAttributes.'.length)),
      autocomplete: 'on',
    }));
    const fields = [passwordField('New password', 'new-password'), ...attributes];
    return messagePage(
      'Change your password',
      message,
      formTo(screen, '/challenge', fields, 'Continue', hidden),
    );
  }
  if (name === 'SELECT_MFA_TYPE') {
    const factors: AskedChallenge[] = JSON.parse(parameters.MFAS_CAN_CHOOSE ?? '[]');
    const buttons = factors.map(
      (factor) => html`<button name="answer" value="${factor}">${asked[factor]}</button>`,
    );
    return messagePage(
      'Choose a second factor',
      message,
      formTo(screen, '/challenge', [], html`${buttons}`, hidden),
    );
  }
  if (name === 'MFA_SETUP') return setUpScreen(screen, challenge, message);
  const fields = [{ ...codeField, label: asked[name] }];
  return messagePage('Enter your code', message, formTo(screen, '/challenge', fields, 'Sign in', hidden));
}

/** The app's secret is shown once more after a wrong code. */
async function setUpScreen(
  screen: Screen,
  { username, session = '', secret, parameters }: ShownChallenge,
  message: Message,
): Promise<AwsResponse> {
  const factors: string[] = JSON.parse(parameters?.MFAS_CAN_SETUP ?? '["SOFTWARE_TOKEN_MFA"]');
  if (!factors.includes('SOFTWARE_TOKEN_MFA')) {
    return signInScreen(screen, { error: 'The user has no address to which a code could be sent.' });
  }
  const set = secret
    ? { SecretCode: secret, Session: session }
    : await attempt(
        () => associateSoftwareToken(screen.request.state, { Session: session }),
        ({ message: error }) => signInScreen(screen, { error }),
      );
  const hidden = {
    challenge: 'MFA_SETUP',
    session: set.Session ?? '',
    username,
    secret: set.SecretCode ?? '',
  };
  const form = formTo(screen, '/challenge', [{ ...codeField, label: asked.MFA_SETUP }], 'Continue', hidden);
  const shown = html`<p>Enter this key in your authenticator app: <code>${set.SecretCode}</code></p>${form}`;
  return messagePage('Set up an authenticator app', message, shown);
}
