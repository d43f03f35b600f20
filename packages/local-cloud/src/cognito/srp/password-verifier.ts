import { randomBytes, timingSafeEqual } from 'node:crypto';
import { generator, integer, padded, power, sha256 } from './srp-group.ts';

/** What is kept of a password: it can prove one, and does not contain it. */
export interface PasswordVerifier {
  readonly salt: bigint;
  readonly verifier: bigint;
}

/** Whose password it is: the pool's name and the user name; for a device, the keys of its group and its own. */
export interface SrpIdentity {
  readonly group: string;
  readonly name: string;
}

export function newVerifier(identity: SrpIdentity, password: string): PasswordVerifier {
  const salt = integer(randomBytes(16));
  return { salt, verifier: verifierOf(identity, salt, password) };
}

export function isPassword(identity: SrpIdentity, known: PasswordVerifier, password: string): boolean {
  const [a, b] = [known.verifier, verifierOf(identity, known.salt, password)].map((value) =>
    sha256(padded(value)),
  );
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

export function verifierOf({ group, name }: SrpIdentity, salt: bigint, password: string): bigint {
  const secret = integer(sha256(padded(salt), sha256(`${group}${name}:${password}`)));
  return power(generator, secret);
}
