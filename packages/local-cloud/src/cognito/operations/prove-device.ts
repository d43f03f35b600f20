import { incorrectPassword, notAuthorized } from '../errors.ts';
import { startSrp } from '../srp/srp-server.ts';
import type { CognitoState } from '../state.ts';
import { openChallenge, takeChallenge } from '../users/open-challenge.ts';
import { completeSignIn, requireActive, requireProof } from '../users/sign-in.ts';
import { type ChallengeResponse, required, type SignInStep } from '../users/sign-in-step.ts';
import { clientPublicOf, isProof, isRecent, srpClaim, srpParameters } from '../users/srp-challenge.ts';

/** A remembered device proves its random password as a user proves theirs, with its keys in place of the user's name. */
export function startDeviceProof(
  state: CognitoState,
  { client, session, responses }: ChallengeResponse,
): SignInStep {
  const key = required(responses, 'DEVICE_KEY');
  const clientPublic = clientPublicOf(responses);
  const { user, device } = takeChallenge(state, client, session, 'DEVICE_SRP_AUTH');
  if (device.key !== key || !device.verifier) throw notAuthorized('Invalid session for the user.');
  const exchange = startSrp(device.verifier, clientPublic);
  const token = openChallenge(state, { name: 'DEVICE_PASSWORD_VERIFIER', client, user, device, exchange });
  return {
    ChallengeName: 'DEVICE_PASSWORD_VERIFIER',
    ChallengeParameters: {
      ...srpParameters(device.verifier, exchange, token),
      DEVICE_KEY: device.key,
      USERNAME: user.username,
    },
  };
}

export async function proveDevice(
  state: CognitoState,
  { client, responses, details }: ChallengeResponse,
): Promise<SignInStep> {
  const claim = srpClaim(responses);
  const challenge = takeChallenge(state, client, claim.token, 'DEVICE_PASSWORD_VERIFIER');
  const { user, device, exchange } = challenge;
  if (!isRecent(claim.timestamp, state.now())) throw incorrectPassword();
  const identity = { group: device.groupKey, name: device.key };
  const candidate = { user, username: `device ${device.key}` };
  requireProof(client.pool, candidate, () => isProof(exchange, identity, claim));
  if (user.devices.get(device.key) !== device) throw incorrectPassword();
  requireActive(user);
  return completeSignIn(state, client, user, { ...details, source: 'AuthenticateDevice' }, device);
}
