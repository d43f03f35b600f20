import { invalidParameter } from '../errors.ts';
import type { PasswordVerifier, SrpIdentity } from '../srp/password-verifier.ts';
import { isProven, readClientPublic, type SrpExchange } from '../srp/srp-server.ts';
import type { UserPoolRecord } from '../state.ts';
import { type Parameters, required } from './sign-in-step.ts';

/** The client's public value among its parameters. */
export function clientPublicOf(parameters: Parameters): bigint {
  const value = readClientPublic(required(parameters, 'SRP_A'));
  if (value === undefined) throw invalidParameter('Invalid SRP_A: expected a number of the group in hex.');
  return value;
}

/** What a client needs to prove a password: `token` is the challenge's own, which the client signs. */
export function srpParameters({ salt }: PasswordVerifier, { serverPublic }: SrpExchange, token: string) {
  return { SALT: salt.toString(16), SECRET_BLOCK: token, SRP_B: serverPublic.toString(16) };
}

export function srpIdentity(pool: UserPoolRecord, username: string): SrpIdentity {
  return { group: pool.id.slice(pool.id.indexOf('_') + 1), name: username };
}

export interface SrpClaim {
  readonly token: string;
  readonly timestamp: string;
  readonly signature: string;
}

/** The challenge is known by its secret block: many clients send no session here. */
export function srpClaim(responses: Parameters): SrpClaim {
  return {
    token: required(responses, 'PASSWORD_CLAIM_SECRET_BLOCK'),
    timestamp: required(responses, 'TIMESTAMP'),
    signature: required(responses, 'PASSWORD_CLAIM_SIGNATURE'),
  };
}

export function isProof(exchange: SrpExchange, identity: SrpIdentity, claim: SrpClaim): boolean {
  const { token, timestamp, signature } = claim;
  return isProven(exchange, identity, { secretBlock: Buffer.from(token, 'base64'), timestamp, signature });
}

const form = /^(\w{3}) (\w{3}) ([1-9]\d?) (\d\d:\d\d:\d\d) UTC (\d{4})$/;
const allowedSkewMs = 5 * 60_000;

/** Such as `Sun Nov 2 15:46:20 UTC 2026`, in this form exactly, and at most five minutes away. */
export function isRecent(timestamp: string, now: number): boolean {
  const [, weekday, month, day, time, year] = form.exec(timestamp) ?? [];
  const date = new Date(`${day} ${month} ${year} ${time} UTC`);
  if (Number.isNaN(date.getTime()) || Math.abs(date.getTime() - now) > allowedSkewMs) return false;
  return date.toUTCString().startsWith(`${weekday},`);
}
