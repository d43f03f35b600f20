import { useCallback, useEffect, useState } from 'preact/hooks';
import { SessionEnded } from '../account/account.ts';
import { failureMessage } from '../account/failure-message.ts';
import { useApp } from '../app-context.ts';
import { Authenticator } from '../sign-in/authenticator.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';

/** Does what a person asked for, and says when it is done. */
export type Act = (work: () => Promise<void>, message: string) => Promise<void>;

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'on' }
  | { readonly kind: 'off' }
  | { readonly kind: 'pairing'; readonly secret: string };

/** An authenticator app, which a sign-in asks for a code. */
export function SecondFactor({ email, act, onEnd }: { email: string; act: Act; onEnd: () => void }) {
  const { account } = useApp();
  const [state, setState] = useState<State>({ kind: 'loading' });

  const load = useCallback(async () => {
    setState({ kind: 'loading' });
    try {
      setState({ kind: (await account.hasSecondFactor()) ? 'on' : 'off' });
    } catch (error) {
      if (error instanceof SessionEnded) onEnd();
      setState({ kind: 'failed', message: failureMessage(error) });
    }
  }, [account, onEnd]);
  useEffect(() => void load(), [load]);

  switch (state.kind) {
    case 'loading':
      return <p class="hint">Loading …</p>;
    case 'failed':
      return (
        <>
          <Notice kind="failure">{state.message}</Notice>
          <button type="button" class="button quiet" onClick={load}>
            Try again
          </button>
        </>
      );
    case 'off':
      return (
        <Form
          submit="Set up an app"
          isQuiet
          onSubmit={async () => setState({ kind: 'pairing', secret: await account.newAppSecret() })}
        >
          <p>
            <strong>Off.</strong> A password is all that a sign-in takes.
          </p>
        </Form>
      );
    case 'pairing':
      return (
        <Authenticator
          email={email}
          secret={state.secret}
          onCode={async (code) => {
            await act(() => account.turnSecondFactorOn(code), 'The second factor is on.');
            setState({ kind: 'on' });
          }}
        />
      );
    case 'on':
      return (
        <Form
          submit="Turn off"
          isQuiet
          onSubmit={async () => {
            await act(() => account.turnSecondFactorOff(), 'The second factor is off.');
            setState({ kind: 'off' });
          }}
        >
          <p>
            <strong>On.</strong> A sign-in asks for a code of your app.
          </p>
        </Form>
      );
  }
}
