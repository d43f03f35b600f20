import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { User } from '../account/account.ts';
import { useApp } from '../app-context.ts';
import { SignInFlow } from './sign-in-flow.tsx';

/** Asks to sign in again on top of the screen, which keeps what was typed. */
export function EndedDialog({
  user,
  onSignedIn,
  onLeave,
}: {
  user: User;
  onSignedIn: () => Promise<void>;
  onLeave: () => void;
}) {
  const { account } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  // Nothing can get the focus before.
  useLayoutEffect(() => {
    dialog.current?.showModal();
    setOpen(true);
  }, []);

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
      {isOpen && (
        <SignInFlow
          first={{
            screen: 'sign-in',
            email: user.email,
            notice: 'Your session has ended. Sign in again to go on where you were.',
            only: user.isOfCompany ? 'company' : 'password',
          }}
          onSignedIn={onSignedIn}
        />
      )}
      <p class="other">
        <button type="button" class="link" onClick={leave}>
          Sign out instead
        </button>
      </p>
    </dialog>
  );
}
