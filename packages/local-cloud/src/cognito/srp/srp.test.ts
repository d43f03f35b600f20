import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { srpClient } from '../testing/srp-client.ts';
import { isPassword, newVerifier, verifierOf } from './password-verifier.ts';
import { integer, multiplier, padded, power, prime } from './srp-group.ts';
import { isProven, readClientPublic, type SrpExchange, serverPublicOf, startSrp } from './srp-server.ts';

const identity = { group: 'abcdefghi', name: 'jane' };

describe('padding', () => {
  it.each([
    [0x00_12_abn, '12ab'],
    [0xf2abn, '00f2ab'],
    [0xf0n, '00f0'],
    [0x7n, '07'],
    [0x7fn, '7f'],
    [0x80n, '0080'],
    [0n, '00'],
  ])('CG-1: writes %d as %s', (value, hex) => {
    expect(padded(value).toString('hex')).toBe(hex);
  });

  it('CG-1: gives the prime 385 bytes, and the multiplier the value that clients have', () => {
    expect(padded(prime)).toHaveLength(385);
    expect(multiplier.toString(16)).toBe('538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6');
  });
});

/** Salts and server secrets chosen so that each number that is padded has each kind of first byte. */
describe('SRP', () => {
  it.each([
    ['a short salt', 0x12abn],
    ['a salt with the first bit set', integer(Buffer.from('f0'.repeat(16), 'hex'))],
    ['a salt that fills its bytes', integer(Buffer.from('7f'.repeat(16), 'hex'))],
    ['a salt of zero', 0n],
  ])('CG-2: proves a password with %s', (_, salt) => {
    const exchange = startWith(verifierOf(identity, salt, 'pässwörd€😀'));
    expect(signIn(exchange, salt, 'pässwörd€😀')).toBe(true);
    expect(signIn(exchange, salt, 'passwörd€😀')).toBe(false);
  });

  it('CG-2: proves the password in 200 random sign-ins', () => {
    for (let run = 0; run < 200; run += 1) {
      const password = `${randomBytes(6).toString('base64')}ß漢🙂`;
      const known = newVerifier(identity, password);
      expect(signIn(startWith(known.verifier), known.salt, password)).toBe(true);
    }
  });

  it('CG-2: refuses values that would make the key known', () => {
    for (const value of [0n, 1n, prime - 1n, prime, prime + 1n])
      expect(readClientPublic(value.toString(16))).toBeUndefined();
    for (const hex of ['xyz', '', '-1', 'a'.repeat(769)]) expect(readClientPublic(hex)).toBeUndefined();
    expect(readClientPublic('abc')).toBe(0xabcn);
  });

  it('refuses a proof with another secret block, user or timestamp', () => {
    const known = newVerifier(identity, 'secret');
    const client = srpClient(identity, 'secret');
    const exchange = startSrp(known, BigInt(`0x${client.publicHex}`));
    const secretBlock = randomBytes(16);
    const { signature, timestamp } = client.prove({
      salt: known.salt.toString(16),
      serverPublic: exchange.serverPublic.toString(16),
      secretBlock: secretBlock.toString('base64'),
    });
    expect(isProven(exchange, identity, { secretBlock, timestamp, signature })).toBe(true);
    expect(isProven(exchange, identity, { secretBlock: randomBytes(16), timestamp, signature })).toBe(false);
    expect(isProven(exchange, { ...identity, name: 'joe' }, { secretBlock, timestamp, signature })).toBe(
      false,
    );
    expect(isProven(exchange, identity, { secretBlock, timestamp: 'later', signature })).toBe(false);
    expect(isProven(exchange, identity, { secretBlock, timestamp, signature: 'AAAA' })).toBe(false);
  });

  it('calculates powers as BigInt does', () => {
    let expected = 1n;
    for (let index = 0; index < 100; index += 1) expected = (expected * 12345678901234567890n) % prime;
    expect(power(12345678901234567890n, 100n)).toBe(expected);
  });
});

it('compares a clear password with a verifier', () => {
  const known = newVerifier(identity, 'grüße');
  expect(isPassword(identity, known, 'grüße')).toBe(true);
  expect(isPassword(identity, known, 'gruesse')).toBe(false);
});

function startWith(verifier: bigint): SrpExchange {
  const serverSecret = integer(randomBytes(32));
  return { verifier, clientPublic: 0n, serverSecret, serverPublic: serverPublicOf(verifier, serverSecret) };
}

function signIn(exchange: SrpExchange, salt: bigint, password: string): boolean {
  const client = srpClient(identity, password);
  const secretBlock = randomBytes(16);
  const proof = client.prove({
    salt: salt.toString(16),
    serverPublic: exchange.serverPublic.toString(16),
    secretBlock: secretBlock.toString('base64'),
  });
  const clientPublic = BigInt(`0x${client.publicHex}`);
  return isProven({ ...exchange, clientPublic }, identity, { secretBlock, ...proof });
}
