import { useCallback, useEffect, useState } from 'preact/hooks';
import type { User } from './account/account.ts';
import { callbackUrlOf, tokensOfCallback } from './account/company-sign-in.ts';
import { failureMessage } from './account/failure-message.ts';
import { useApp } from './app-context.ts';
import { Shell } from './shell.tsx';
import { EndedDialog } from './sign-in/ended-dialog.tsx';
import { SignInFlow } from './sign-in/sign-in-flow.tsx';
import { Brand } from './ui/brand.tsx';

type State =
  | { readonly kind: 'starting' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'signed-out'; readonly notice?: string }
  /** The session may have ended: what is on the screen stays, beneath the dialog that asks for the sign-in. */
  | { readonly kind: 'signed-in'; readonly user: User; readonly hasEnded: boolean };

export function AppRoot() {
  const { account, configuration } = useApp();
  const [state, setState] = useState<State>({ kind: 'starting' });

  /** Shows who is signed in. */
  const refresh = useCallback(async () => {
    const user = await account.currentUser();
    setState(user ? { kind: 'signed-in', user, hasEnded: false } : { kind: 'signed-out' });
  }, [account]);

  const start = useCallback(async () => {
    setState({ kind: 'starting' });
    const url = new URL(location.href);
    try {
      const tokens = await tokensOfCallback(configuration, url, sessionStorage).catch((error: unknown) => {
        setState({ kind: 'signed-out', notice: failureMessage(error) });
        return 'refused' as const;
      });
      // A code works once: neither a reload nor the history may send it again.
      if (url.search) history.replaceState(null, '', callbackUrlOf(url) + url.hash);
      if (tokens === 'refused') return;
      if (tokens) await account.signInByTokens(tokens);
      await refresh();
    } catch (error) {
      setState({ kind: 'failed', message: failureMessage(error) });
    }
  }, [account, configuration, refresh]);

  useEffect(() => void start(), [start]);

  const end = useCallback(
    () => setState((now) => (now.kind === 'signed-in' ? { ...now, hasEnded: true } : now)),
    [],
  );
  const signedOut = useCallback((notice?: string) => {
    // Who signs in next begins at the beginning.
    history.replaceState(null, '', callbackUrlOf(new URL(location.href)));
    setState({ kind: 'signed-out', ...(notice && { notice }) });
  }, []);

  switch (state.kind) {
    case 'starting':
      return (
        <div class="starting" role="status">
          <span class="spinner" aria-hidden="true" />
          <span class="unseen">Loading</span>
        </div>
      );
    case 'failed':
      return (
        <main class="door">
          <Brand />
          <h1>The app could not start</h1>
          <p>{state.message}</p>
          <button type="button" class="button" onClick={start}>
            Try again
          </button>
        </main>
      );
    case 'signed-out':
      return (
        <main class="door">
          <Brand />
          <SignInFlow
            first={{ screen: 'sign-in', ...(state.notice && { notice: state.notice }) }}
            onSignedIn={refresh}
          />
        </main>
      );
    case 'signed-in':
      return (
        <>
          <Shell
            key={state.user.sub}
            user={state.user}
            onEnd={end}
            onSignedOut={signedOut}
            onUserChange={refresh}
          />
          {state.hasEnded && <EndedDialog user={state.user} onSignedIn={refresh} onLeave={signedOut} />}
        </>
      );
  }
}
