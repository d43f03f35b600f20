import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import { SignInFlow } from './sign-in-flow.tsx';

/** Asks to sign in again on top of the screen, which keeps what was typed. */
export function EndedDialog({
  email,
  onSignedIn,
  onLeave,
}: {
  email: string;
  onSignedIn: () => Promise<void>;
  onLeave: () => void;
}) {
  const { account } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);

  async function leave(): Promise<void> {
    await account.signOut();
    onLeave();
  }

  return (
    <dialog
      class="ended"
      ref={dialog}
      aria-label="Sign in again"
      onCancel={(event) => event.preventDefault()}
    >
      <SignInFlow
        first={{
          screen: 'sign-in',
          email,
          notice: 'Your session has ended. Sign in again to go on where you were.',
        }}
        onSignedIn={onSignedIn}
      />
      <p class="other">
        <button type="button" class="link" onClick={leave}>
          Leave instead
        </button>
      </p>
    </dialog>
  );
}
