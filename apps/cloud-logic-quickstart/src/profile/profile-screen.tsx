import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { SessionEnded } from '../account/account.ts';
import { callbackUrlOf, companySignOutUrl } from '../account/company-sign-in.ts';
import { codeOf, failureMessage } from '../account/failure-message.ts';
import { useApp } from '../app-context.ts';
import type { ScreenProps } from '../screen-props.ts';
import { Field, KnownUsername } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { ScreenHead } from '../ui/screen-head.tsx';
import { type Act, SecondFactor } from './second-factor.tsx';

export function ProfileScreen({ user, onEnd, onSignedOut, onUserChange }: ScreenProps) {
  const { account, configuration } = useApp();
  const [done, setDone] = useState<string>();
  const [failure, setFailure] = useState<string>();

  /** What a person does here, with what is said when it is done. */
  async function act(work: () => Promise<void>, message: string): Promise<void> {
    setDone(undefined);
    try {
      await work();
    } catch (error) {
      if (isSessionEnded(error)) onEnd();
      throw error;
    }
    setDone(message);
  }

  async function leave(signOut: () => Promise<void>, notice: string): Promise<void> {
    setFailure(undefined);
    try {
      await signOut();
    } catch (error) {
      if (isSessionEnded(error)) onEnd();
      return setFailure(failureMessage(error));
    }
    onSignedOut(notice);
    // The pages of the user pool know the browser as well.
    if (user.isOfCompany)
      location.assign(companySignOutUrl(configuration, callbackUrlOf(new URL(location.href))));
  }

  return (
    <>
      <ScreenHead title="Profile" />
      {done && <Notice kind="success">{done}</Notice>}
      <Panel title="You">
        <dl class="facts">
          <dt>E-mail address</dt>
          <dd>{user.email}</dd>
          <dt>Groups</dt>
          <dd>{user.groups.length > 0 ? user.groups.join(', ') : 'None'}</dd>
        </dl>
        <Form
          submit="Save"
          isQuiet
          onSubmit={({ name = '' }) =>
            act(async () => {
              await account.changeName(name.trim());
              await onUserChange();
            }, 'Your name is saved.')
          }
        >
          <Field label="Name" name="name" autocomplete="name" value={user.name} />
        </Form>
      </Panel>
      {!user.isOfCompany && (
        <>
          <Panel title="Second factor">
            <SecondFactor email={user.email} act={act} onEnd={onEnd} />
          </Panel>
          <Panel title="Password">
            <PasswordForm email={user.email} act={act} />
          </Panel>
        </>
      )}
      <Panel title="Sign out">
        <p class="hint">
          Everywhere means each device and browser. An ID token that one of them has goes on for an hour at
          most.
        </p>
        {failure && <Notice kind="failure">{failure}</Notice>}
        <div class="buttons">
          <button
            type="button"
            class="button quiet"
            onClick={() => leave(account.signOut, 'You are signed out.')}
          >
            Sign out
          </button>
          <button
            type="button"
            class="button quiet danger"
            onClick={() => leave(account.signOutEverywhere, 'You are signed out everywhere.')}
          >
            Sign out everywhere
          </button>
        </div>
      </Panel>
    </>
  );
}

function PasswordForm({ email, act }: { email: string; act: Act }) {
  const { account, configuration } = useApp();
  const [round, setRound] = useState(0);
  const { minimumPasswordLength: least } = configuration;
  return (
    <Form
      key={round}
      submit="Change password"
      isQuiet
      onSubmit={async ({ before = '', after = '' }) => {
        await act(() => account.changePassword(before, after), 'Your password is changed.');
        // A new form, without what was typed.
        setRound(round + 1);
      }}
    >
      <KnownUsername email={email} />
      <Field label="Current password" name="before" type="password" autocomplete="current-password" />
      <Field
        label="New password"
        name="after"
        type="password"
        autocomplete="new-password"
        minLength={least}
        hint={`At least ${least} characters, with a lower-case letter and a digit.`}
      />
    </Form>
  );
}

function Panel({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="panel">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Signed out on another device, for example. A wrong password has the same code, and another message. */
function isSessionEnded(error: unknown): boolean {
  if (error instanceof SessionEnded) return true;
  return (
    codeOf(error) === 'NotAuthorizedException' &&
    error instanceof Error &&
    /Access Token/i.test(error.message)
  );
}
