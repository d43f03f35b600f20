import type { ComponentChildren } from 'preact';
import type { User } from './account/account.ts';
import type { Way } from './api/notes-api.ts';
import type { StageName } from './configuration.ts';

/** What the screens of a person who is signed in get. */
export interface ScreenProps {
  readonly user: User;
  /** The session has ended: somebody has to sign in again. */
  readonly onEnd: () => void;
  readonly onSignedOut: (notice?: string) => void;
  /** The claims of the user have changed. */
  readonly onUserChange: () => Promise<void>;
}

/** What the screens that call the API get. */
export interface CallingScreenProps extends Pick<ScreenProps, 'onEnd'> {
  readonly stage: StageName;
  readonly way: Way;
  /** The form in which stage and way are chosen. */
  readonly choices: ComponentChildren;
}
