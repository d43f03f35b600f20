import { notAuthorized } from '../errors.ts';
import type { Challenge, ClientRecord, CognitoState } from '../state.ts';

/** The token by which the client's next request names a challenge. */
export function openChallenge(state: CognitoState, challenge: Challenge): string {
  // In milliseconds; three minutes unless the client has a validity of its own.
  const lifetimeMs = (challenge.client.settings.AuthSessionValidity ?? 3) * 60_000;
  return state.challenges.open(challenge, lifetimeMs);
}

type ChallengeName = Challenge['name'];
type Named<Name extends ChallengeName> = Extract<Challenge, { readonly name: Name }>;

/** What a session stands for, which ends with it. Throws for the session of another client or challenge. */
export function takeChallenge<Name extends ChallengeName>(
  state: CognitoState,
  client: ClientRecord,
  token: string | undefined,
  ...names: readonly Name[]
): Named<Name> {
  const challenge = state.challenges.take(token ?? '');
  if (challenge === 'expired') throw notAuthorized('Invalid session for the user, session is expired.');
  if (challenge === 'used') {
    throw notAuthorized('Invalid session for the user, session can only be used once.');
  }
  if (challenge === 'unknown' || challenge.client !== client || !isNamed(challenge, names)) {
    throw notAuthorized('Invalid session for the user.');
  }
  return challenge;
}

/** The same without ending the session, so that a wrong code can be followed by a right one. */
export function findChallenge<Name extends ChallengeName>(
  state: CognitoState,
  client: ClientRecord | undefined,
  token: string | undefined,
  ...names: readonly Name[]
): Named<Name> | undefined {
  const challenge = state.challenges.find(token ?? '');
  const isOurs = challenge && (client === undefined || challenge.client === client);
  return isOurs && isNamed(challenge, names) ? challenge : undefined;
}

function isNamed<Name extends ChallengeName>(
  challenge: Challenge,
  names: readonly Name[],
): challenge is Named<Name> {
  return names.some((name) => name === challenge.name);
}
