import { stepAt, totpCode } from '../../aws/totp.ts';

/** What an authenticator app with this secret shows at a time, in milliseconds. */
export function codeAt({ secret }: { readonly secret: Uint8Array }, now: number): string {
  return totpCode(secret, stepAt(now));
}
