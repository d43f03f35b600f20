import { useApp } from '../app-context.ts';
import { CodeField, Field, KnownUsername } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import type { StepProps } from './step.ts';

export function ForgottenForm({ step, go }: StepProps<'forgotten'>) {
  const { account } = useApp();
  return (
    <>
      <p>A code will be sent to your address if it belongs to an account.</p>
      <Form
        submit="Send the code"
        onSubmit={async ({ email = '' }) => {
          await account.sendResetCode(email);
          go({ screen: 'reset', email });
        }}
      >
        <Field
          label="E-mail address"
          name="email"
          type="email"
          autocomplete="username"
          value={step.email}
          isFirst
        />
      </Form>
      <Back onClick={() => go({ screen: 'sign-in' })} />
    </>
  );
}

export function ResetForm({ step: { email }, go }: StepProps<'reset'>) {
  const { account, configuration } = useApp();
  const { minimumPasswordLength: least } = configuration;
  return (
    <>
      <p>
        If <strong>{email}</strong> has an account, the code is there now.
      </p>
      <Form
        submit="Save"
        onSubmit={async ({ code = '', password = '' }) => {
          await account.resetPassword(email, code, password);
          go({ screen: 'sign-in', email, notice: 'The new password is saved. Sign in with it.' });
        }}
      >
        <KnownUsername email={email} />
        <CodeField />
        <Field
          label="New password"
          name="password"
          type="password"
          autocomplete="new-password"
          minLength={least}
          hint={`At least ${least} characters, with a lower-case letter and a digit.`}
        />
      </Form>
      <Back onClick={() => go({ screen: 'sign-in', email })} />
    </>
  );
}

function Back({ onClick }: { onClick: () => void }) {
  return (
    <p class="other">
      <button type="button" class="link" onClick={onClick}>
        Back
      </button>
    </p>
  );
}
