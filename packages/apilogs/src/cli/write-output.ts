import { once } from 'node:events';

/** Thrown when the reader of our output, such as `head`, has stopped. */
export class OutputClosed extends Error {}

let isClosed = false;

/** Lets a closed pipe end the command quietly instead of with an unexpected error. */
export function watchOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
    isClosed = true;
  });
}

/** Writes, and waits while the reader is slow, so that memory stays bounded. */
export async function writeOutput(text: string): Promise<void> {
  if (isClosed) throw new OutputClosed();
  if (process.stdout.write(text)) return;
  await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(() => {});
  if (isClosed) throw new OutputClosed();
}
