import type { IncomingMessage } from 'node:http';

const maxDiscardedBytes = 64 * 1024 * 1024;
const maxDiscardingMillis = 5000;

/**
 * A client that is still sending reads no response yet, and closing the connection would lose the response. So the
 * rest of the body is read and thrown away, within limits, before `done` ends the response.
 */
export function discardBody(incoming: IncomingMessage, done: () => void): void {
  let size = 0;
  const stop = () => {
    clearTimeout(timer);
    incoming.off('data', count).off('end', stop).off('close', stop);
    done();
  };
  const count = (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxDiscardedBytes) stop();
  };
  const timer = setTimeout(stop, maxDiscardingMillis);
  incoming.on('data', count).on('end', stop).on('close', stop);
  incoming.resume();
}
