import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './exchange.ts';
import { toWire } from './headers/wire-text.ts';
import { announcesBody } from './steps/read-body.ts';

const maxDrainedBytes = 64 * 1024 * 1024;
const maxDrainingMillis = 5000;
/** A short body that is text travels in one write with the headers; as Latin-1, so that both keep their bytes. */
const maxJoinedBytes = 16 * 1024;
const empty = Buffer.alloc(0);

/** Writes an answer with its headers spelt and repeated as they stand. */
export function sendAnswer(incoming: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body;
  const hasBody = answer.status !== 204 && answer.status !== 304;
  const lines = answer.headers.flatMap(([name, value]) => [name, toWire(value)]);
  if (hasBody) lines.push('Content-Length', String(body.length));
  const isUnread = announcesBody(incoming) && !incoming.complete;
  if (isUnread) lines.push('Connection', 'close');
  response.writeHead(answer.status, lines);
  const sent = hasBody && incoming.method !== 'HEAD' ? body : empty;
  if (isUnread) {
    response.write(sent);
    drain(incoming, () => response.end());
  } else if (sent.length > maxJoinedBytes) response.end(sent);
  else response.end(sent.toString('latin1'), 'latin1');
}

/**
 * A client that is still sending reads no answer yet, and a connection closed under it would lose the answer. So
 * the rest is read and thrown away, within limits.
 */
function drain(incoming: IncomingMessage, done: () => void): void {
  let size = 0;
  const stop = () => {
    clearTimeout(timer);
    incoming.off('data', count).off('end', stop).off('close', stop);
    done();
  };
  const count = (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxDrainedBytes) stop();
  };
  const timer = setTimeout(stop, maxDrainingMillis);
  incoming.on('data', count).on('end', stop).on('close', stop);
  incoming.resume();
}
