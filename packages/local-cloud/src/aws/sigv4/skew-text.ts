import type { SignedRequest } from './canonical-request.ts';

const allowedSkewMs = 5 * 60_000;

/** Says which times are too far apart; nothing of a request whose time is not in its headers. */
export function skewText({ headers }: SignedRequest, now = Date.now()): string | undefined {
  const signed = headers['x-amz-date']?.[0];
  if (signed === undefined) return undefined;
  const present = timestamp(now);
  return signed < present
    ? `Signature expired: ${signed} is now earlier than ${timestamp(now - allowedSkewMs)} (${present} - 5 min.)`
    : `Signature not yet current: ${signed} is still later than ${timestamp(now + allowedSkewMs)} (${present} + 5 min.)`;
}

function timestamp(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
}
