import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const secret = randomBytes(32);

/** 32 characters, as AWS's; the second half shows that S3 has made the first. */
export function newVersionId(): string {
  const random = randomBytes(12);
  return text(Buffer.concat([random, seal(random)]));
}

/** Whether this cloud has made the id; its version may be gone. */
export function isVersionId(id: string): boolean {
  if (id === 'null') return true;
  const bytes = Buffer.from(id.replaceAll('.', '-'), 'base64url');
  if (bytes.length !== 24 || text(bytes) !== id) return false;
  return timingSafeEqual(seal(bytes.subarray(0, 12)), bytes.subarray(12));
}

function seal(random: Buffer): Buffer {
  return createHmac('sha256', secret).update(random).digest().subarray(0, 12);
}

function text(bytes: Buffer): string {
  return bytes.toString('base64url').replaceAll('-', '.');
}
