import type { ComponentChildren } from 'preact';
import type { User } from './account/account.ts';
import type { Way } from './api/notes-api.ts';
import type { StageName } from './configuration.ts';

/** The props of screens for a person who is signed in. */
export interface ScreenProps {
  readonly user: User;
  /** The session has ended: the person has to sign in again. */
  readonly onEnd: () => void;
  readonly onSignedOut: (notice?: string) => void;
  /** The claims of the user have changed. */
  readonly onUserChange: () => Promise<void>;
}

/** The props of screens that call the API. */
export interface CallingScreenProps extends Pick<ScreenProps, 'onEnd'> {
  readonly stage: StageName;
  readonly way: Way;
  /** The form to choose the stage and the way to identify the caller. */
  readonly choices: ComponentChildren;
}
