import { useState } from 'preact/hooks';
import { callbackUrlOf, companySignInUrl } from '../account/company-sign-in.ts';
import { codeOf, failureMessage } from '../account/failure-message.ts';
import { useApp } from '../app-context.ts';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import type { StepProps } from './step.ts';

export function SignInForm({ step, go, take }: StepProps<'sign-in'>) {
  const { account, configuration } = useApp();
  const { company } = configuration;
  const [email, setEmail] = useState(step.email);
  return (
    <>
      {step.notice && <Notice>{step.notice}</Notice>}
      {step.only !== 'company' && (
        <>
          <Form
            submit="Sign in"
            onSubmit={async ({ email = '', password = '' }) => {
              setEmail(email);
              await take(await account.signIn(email, password), email, password);
            }}
          >
            <Field
              label="E-mail address"
              name="email"
              type="email"
              autocomplete="username"
              value={email}
              isFirst={!step.email}
            />
            <Field
              label="Password"
              name="password"
              type="password"
              autocomplete="current-password"
              isFirst={step.email !== undefined}
            />
          </Form>
          <p class="other">
            <button
              type="button"
              class="link"
              onClick={() => go({ screen: 'forgotten', ...(email && { email }) })}
            >
              Forgot your password?
            </button>
          </p>
        </>
      )}
      {company && !step.only && <p class="or">or</p>}
      {company && step.only !== 'password' && <CompanyButton company={company} />}
      {!step.only && (
        <p class="other">
          New here?{' '}
          <button type="button" class="link" onClick={() => go({ screen: 'sign-up' })}>
            Create an account
          </button>
        </p>
      )}
    </>
  );
}

function CompanyButton({ company }: { company: string }) {
  const { configuration } = useApp();
  const [failure, setFailure] = useState<string>();
  async function begin(): Promise<void> {
    const callbackUrl = callbackUrlOf(new URL(location.href));
    location.assign(await companySignInUrl(configuration, callbackUrl, sessionStorage));
  }
  return (
    <div class="company">
      {failure && <Notice kind="failure">{failure}</Notice>}
      <button
        type="button"
        class="button quiet"
        onClick={() => begin().catch((error: unknown) => setFailure(failureMessage(error)))}
      >
        Sign in with {company} (SAML)
      </button>
    </div>
  );
}

export function SignUpForm({ step, go }: StepProps<'sign-up'>) {
  const { account, configuration } = useApp();
  const { minimumPasswordLength: least } = configuration;
  return (
    <>
      <Form
        submit="Create account"
        onSubmit={async ({ email = '', password = '' }) => {
          await account.signUp(email, password).catch(async (error: unknown) => {
            // Somebody who signed up and left before the code gets another one.
            if (codeOf(error) !== 'UsernameExistsException') throw error;
            await account.sendCodeAgain(email).catch(() => {
              throw error;
            });
          });
          go({ screen: 'confirm', email, password });
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
        <Field
          label="Password"
          name="password"
          type="password"
          autocomplete="new-password"
          minLength={least}
          hint={`At least ${least} characters, with a lower-case letter and a digit.`}
        />
      </Form>
      <p class="other">
        Have an account?{' '}
        <button type="button" class="link" onClick={() => go({ screen: 'sign-in' })}>
          Sign in
        </button>
      </p>
    </>
  );
}
