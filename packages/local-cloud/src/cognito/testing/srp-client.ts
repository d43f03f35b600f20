import { randomBytes } from 'node:crypto';
import type { SrpIdentity } from '../srp/password-verifier.ts';
import { generator, integer, multiplier, padded, power, prime, sha256 } from '../srp/srp-group.ts';
import { derivedKey, signatureOf } from '../srp/srp-server.ts';

/** The client's side of SRP, written from RFC 5054 for the tests. */
export function srpClient(identity: SrpIdentity, password: string, secret = integer(randomBytes(128))) {
  const clientPublic = power(generator, secret);
  return {
    publicHex: clientPublic.toString(16),
    /** The base64 signature for the server's challenge. */
    prove(
      challenge: { salt: string; serverPublic: string; secretBlock: string },
      timestamp = srpTimestamp(),
    ): { signature: string; timestamp: string } {
      const salt = BigInt(`0x${challenge.salt}`);
      const serverPublic = BigInt(`0x${challenge.serverPublic}`);
      const scramble = integer(sha256(padded(clientPublic), padded(serverPublic)));
      const x = integer(sha256(padded(salt), sha256(`${identity.group}${identity.name}:${password}`)));
      const base = (((serverPublic - multiplier * power(generator, x)) % prime) + prime) % prime;
      const key = derivedKey(power(base, secret + scramble * x), scramble);
      const secretBlock = Buffer.from(challenge.secretBlock, 'base64');
      const signature = signatureOf(key, identity, { secretBlock, timestamp }).toString('base64');
      return { signature, timestamp };
    },
  };
}

/** Such as `Sun Nov 2 15:46:20 UTC 2026`: the day has no leading zero. */
export function srpTimestamp(date = new Date()): string {
  const [weekday = '', day, month, year, time] = date.toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${month} ${Number(day)} ${time} UTC ${year}`;
}
