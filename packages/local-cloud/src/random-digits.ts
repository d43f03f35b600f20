import { randomFillSync } from 'node:crypto';

/** Random bytes in stock: asking for a few at a time would cost many times as much. */
const stock = Buffer.allocUnsafeSlow(8192);
let used = stock.length;

/** So many random bytes as text. */
export function randomDigits(bytes: number, encoding: 'hex' | 'base64'): string {
  if (used + bytes > stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  used += bytes;
  return stock.toString(encoding, used - bytes, used);
}
