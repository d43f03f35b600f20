import { useState } from 'preact/hooks';
import { failureMessage } from '../account/failure-message.ts';
import { useApp } from '../app-context.ts';
import { CodeField, Field, KnownUsername } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import type { StepProps } from './step.ts';

export function ConfirmForm({ step: { email, password }, go, take }: StepProps<'confirm'>) {
  const { account } = useApp();
  const [sent, setSent] = useState<{ kind: 'info' | 'failure'; message: string }>();
  async function sendAgain(): Promise<void> {
    try {
      await account.sendCodeAgain(email);
      setSent({ kind: 'info', message: 'A new code is on its way. Only the newest one works.' });
    } catch (error) {
      setSent({ kind: 'failure', message: failureMessage(error) });
    }
  }
  return (
    <>
      <p>
        Enter the code that was sent to <strong>{email}</strong>.
      </p>
      {sent && <Notice kind={sent.kind}>{sent.message}</Notice>}
      <Form
        submit="Confirm"
        onSubmit={async ({ code = '' }) => {
          await account.confirm(email, code);
          await take(await account.signIn(email, password), email, password);
        }}
      >
        <CodeField />
      </Form>
      <p class="other">
        <button type="button" class="link" onClick={sendAgain}>
          Send a new code
        </button>
        <button type="button" class="link" onClick={() => go({ screen: 'sign-in', email })}>
          Back
        </button>
      </p>
    </>
  );
}

/** For those whose account somebody else has made, with a password that works once. */
export function NewPasswordForm({ step: { email, outcome }, take }: StepProps<'new-password'>) {
  const { minimumPasswordLength: least } = useApp().configuration;
  return (
    <>
      <p>The password that you were given works only once.</p>
      <Form
        submit="Save and sign in"
        onSubmit={async ({ password = '' }) => take(await outcome.complete(password), email, password)}
      >
        <KnownUsername email={email} />
        <Field
          label="New password"
          name="password"
          type="password"
          autocomplete="new-password"
          minLength={least}
          hint={`At least ${least} characters, with a lower-case letter and a digit.`}
          isFirst
        />
      </Form>
    </>
  );
}

export function CodeForm({ step: { email, outcome }, go, take }: StepProps<'code'>) {
  return (
    <>
      <Form submit="Continue" onSubmit={async ({ code = '' }) => take(await outcome.submit(code), email)}>
        <CodeField hint="It changes every 30 seconds, and each works once." />
      </Form>
      <p class="other">
        <button type="button" class="link" onClick={() => go({ screen: 'sign-in', email })}>
          Back
        </button>
      </p>
    </>
  );
}
