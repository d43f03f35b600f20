import { constants, createHash, createPublicKey, getDiffieHellman, publicEncrypt } from 'node:crypto';

const primeBytes = getDiffieHellman('modp15').getPrime();

/** The 3072-bit group of RFC 3526, section 5, in which Cognito's SRP calculates. */
export const prime = integer(primeBytes);
export const generator = 2n;
/** The multiplier of SRP-6a. */
export const multiplier = integer(sha256(padded(prime), padded(generator)));

/**
 * The bytes of a number that is not negative, as Java's `BigInteger.toByteArray` has them: as few as possible, and a
 * zero in front where the first bit would be read as a sign.
 */
export function padded(value: bigint): Buffer {
  const digits = value.toString(16);
  const hex = digits.length % 2 === 0 ? digits : `0${digits}`;
  return Buffer.from(/^[89a-f]/.test(hex) ? `00${hex}` : hex, 'hex');
}

export function integer(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex') || '0'}`);
}

export function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * `base ** exponent % prime` by OpenSSL, eight times as fast as with BigInt. Encryption by RSA without padding is
 * exactly this. Node's Diffie-Hellman is no way to it: it tests a prime of this size for a second before it works.
 */
export function power(base: bigint, exponent: bigint): bigint {
  const e = padded(exponent).toString('base64url');
  const key = createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: primeBytes.toString('base64url'), e } });
  const block = Buffer.from(
    modulo(base)
      .toString(16)
      .padStart(primeBytes.length * 2, '0'),
    'hex',
  );
  return integer(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block));
}

export function modulo(value: bigint): bigint {
  return value % prime;
}
