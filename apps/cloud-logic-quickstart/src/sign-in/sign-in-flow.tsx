import { useState } from 'preact/hooks';
import type { SignInOutcome } from '../account/sign-in.ts';
import { useApp } from '../app-context.ts';
import { useHeadingFocus } from '../ui/use-heading-focus.ts';
import { Authenticator } from './authenticator.tsx';
import { CodeForm, ConfirmForm, NewPasswordForm } from './challenge-forms.tsx';
import { ForgottenForm, ResetForm } from './forgotten-forms.tsx';
import { SignInForm, SignUpForm } from './sign-in-forms.tsx';
import { type Step, type StepProps, stepAfter } from './step.ts';

export interface SignInFlowProps {
  readonly first?: Step;
  readonly onSignedIn: () => Promise<void>;
}

const titles: Readonly<Record<Step['screen'], string>> = {
  'sign-in': 'Sign in',
  'sign-up': 'Create an account',
  confirm: 'Confirm your e-mail address',
  forgotten: 'Forgotten password',
  reset: 'Choose a new password',
  'new-password': 'Choose your own password',
  code: 'Enter the code of your app',
  'set-up-app': 'Set up your second factor',
};

/** From nobody to somebody: each step of it is a form. */
export function SignInFlow({ first = { screen: 'sign-in' }, onSignedIn }: SignInFlowProps) {
  const { configuration } = useApp();
  const [step, go] = useState<Step>(first);
  const title = titles[step.screen];
  const heading = useHeadingFocus(title);

  async function take(outcome: SignInOutcome, email: string, password?: string): Promise<void> {
    const next = stepAfter(outcome, email, password);
    if (next) go(next);
    else await onSignedIn();
  }

  return (
    <div class="sign-in" key={step.screen}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <StepForm step={step} go={go} take={take} />
      {configuration.inboxUrl && (
        <p class="inbox">
          <a href={configuration.inboxUrl} target="_blank" rel="noreferrer">
            Open the local inbox
          </a>{' '}
          Codes are not sent here, they are shown there.
        </p>
      )}
    </div>
  );
}

function StepForm({ step, ...props }: Omit<StepProps<Step['screen']>, 'step'> & { step: Step }) {
  switch (step.screen) {
    case 'sign-in':
      return <SignInForm step={step} {...props} />;
    case 'sign-up':
      return <SignUpForm step={step} {...props} />;
    case 'confirm':
      return <ConfirmForm step={step} {...props} />;
    case 'forgotten':
      return <ForgottenForm step={step} {...props} />;
    case 'reset':
      return <ResetForm step={step} {...props} />;
    case 'new-password':
      return <NewPasswordForm step={step} {...props} />;
    case 'code':
      return <CodeForm step={step} {...props} />;
    case 'set-up-app': {
      const { email, outcome } = step;
      const onCode = async (code: string) => props.take(await outcome.verify(code), email);
      return <Authenticator email={email} secret={outcome.secret} onCode={onCode} />;
    }
  }
}
