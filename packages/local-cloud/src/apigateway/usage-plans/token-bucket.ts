export interface TokenBucket {
  tokens: number;
  /** Milliseconds since 1970. */
  filledAt: number;
}

export interface Throttle {
  /** Tokens a second. */
  readonly rate: number;
  /** The most tokens that the bucket holds. */
  readonly burst: number;
}

/** A bucket and what fills it. */
export interface Tap {
  readonly bucket: TokenBucket;
  readonly throttle: Throttle;
}

export function fullBucket({ burst }: Throttle, at: number): TokenBucket {
  return { tokens: burst, filledAt: at };
}

/** Takes one token from every bucket; takes nothing and returns false when one of them is empty. */
export function takeTokens(taps: readonly Tap[], at: number): boolean {
  for (const { bucket, throttle } of taps) {
    const seconds = Math.max(0, at - bucket.filledAt) / 1000;
    bucket.tokens = Math.min(throttle.burst, bucket.tokens + seconds * throttle.rate);
    bucket.filledAt = Math.max(at, bucket.filledAt);
  }
  if (taps.some(({ bucket }) => bucket.tokens < 1)) return false;
  for (const { bucket } of taps) bucket.tokens -= 1;
  return true;
}
