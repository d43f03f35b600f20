/** The part of a terminal or a pipe that the display needs. */
export type Display = NodeJS.WritableStream & { isTTY?: boolean };

const width = 24;

/**
 * Shows how far the analysis is on the last line of a terminal, ten times a second at most; elsewhere nothing.
 *
 * @param progress the part of the work that is done, from 0 to 1
 */
export function showProgress(stream: Display, progress: () => number) {
  const start = performance.now();
  let genes = 0;
  let shown = Number.NEGATIVE_INFINITY;
  return {
    add(count: number): void {
      genes += count;
      const now = performance.now();
      if (!stream.isTTY || now - shown < 100) return;
      shown = now;
      stream.write(`\r\u001b[K${progressLine(genes, progress(), (now - start) / 1000)}`);
    },
    end(): void {
      if (stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}

/** @param seconds since the start */
export function progressLine(genes: number, part: number, seconds: number): string {
  const filled = Math.round(width * part);
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
  const rate = seconds > 0 ? Math.round(genes / seconds) : 0;
  const left = part > 0 ? Math.ceil((seconds * (1 - part)) / part) : undefined;
  return `${bar} ${genes} genes, ${rate} a second, ${left === undefined ? '…' : `${left} s`} left`;
}
