import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { PasswordVerifier, SrpIdentity } from './password-verifier.ts';
import { generator, integer, modulo, multiplier, padded, power, prime, sha256 } from './srp-group.ts';

/** The server's side of one sign-in by SRP, between its two requests. */
export interface SrpExchange {
  readonly verifier: bigint;
  readonly clientPublic: bigint;
  readonly serverPublic: bigint;
  readonly serverSecret: bigint;
}

/** What the client signs with the key that both sides have calculated. */
export interface SrpProof {
  readonly secretBlock: Buffer;
  readonly timestamp: string;
  /** Base64. */
  readonly signature: string;
}

/** The client's public value; `undefined` for what is not a number of the group or would make the key known. */
export function readClientPublic(hex: string): bigint | undefined {
  if (!/^[0-9a-f]{1,768}$/i.test(hex)) return undefined;
  const value = BigInt(`0x${hex}`);
  return [0n, 1n, prime - 1n].includes(modulo(value)) ? undefined : value;
}

export function startSrp({ verifier }: PasswordVerifier, clientPublic: bigint): SrpExchange {
  for (;;) {
    const serverSecret = integer(randomBytes(32));
    const serverPublic = serverPublicOf(verifier, serverSecret);
    if (serverPublic !== 0n) return { verifier, clientPublic, serverPublic, serverSecret };
  }
}

export function serverPublicOf(verifier: bigint, serverSecret: bigint): bigint {
  return modulo(multiplier * verifier + power(generator, serverSecret));
}

/** Whether the client knows the password. Every failure costs the same work. */
export function isProven(exchange: SrpExchange, identity: SrpIdentity, proof: SrpProof): boolean {
  const key = sharedKey(exchange);
  if (!key) return false;
  const expected = signatureOf(key, identity, proof);
  const given = Buffer.from(proof.signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function signatureOf(
  key: Buffer,
  { group, name }: SrpIdentity,
  { secretBlock, timestamp }: Omit<SrpProof, 'signature'>,
): Buffer {
  return createHmac('sha256', key).update(group).update(name).update(secretBlock).update(timestamp).digest();
}

function sharedKey({ verifier, clientPublic, serverPublic, serverSecret }: SrpExchange): Buffer | undefined {
  const scramble = integer(sha256(padded(clientPublic), padded(serverPublic)));
  if (scramble === 0n) return undefined;
  const secret = power(modulo(clientPublic * power(verifier, scramble)), serverSecret);
  return derivedKey(secret, scramble);
}

/** RFC 5869, with the salt and the name of the key that Cognito's clients use. */
export function derivedKey(secret: bigint, scramble: bigint): Buffer {
  return Buffer.from(hkdfSync('sha256', padded(secret), padded(scramble), 'Caldera Derived Key', 16));
}
