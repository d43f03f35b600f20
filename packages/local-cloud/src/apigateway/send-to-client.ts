import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpResponse } from './exchange.ts';
import { toWire } from './headers/header.ts';
import { announcesBody } from './steps/receive-body.ts';

const maxDrainedBytes = 64 * 1024 * 1024;
const maxDrainingMillis = 5000;
/** A short body that is text travels in one write with the headers; as Latin-1, so that both keep their bytes. */
const maxJoinedBytes = 16 * 1024;

/** Writes an answer with its headers spelt and repeated as they stand. */
export function sendToClient(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: HttpResponse,
): void {
  if (response.destroyed) return;
  const { status, headers, body } = answer;
  const hasBody = status !== 204 && status !== 304;
  const length = Buffer.byteLength(body);
  const lines: string[] = [];
  for (const [name, value] of headers) lines.push(name, toWire(value));
  if (hasBody) lines.push('Content-Length', String(length));
  const isUnread = announcesBody(incoming) && !incoming.complete;
  if (isUnread) lines.push('Connection', 'close');
  response.writeHead(status, lines);
  const sent = hasBody && incoming.method !== 'HEAD' ? body : '';
  if (isUnread) {
    response.write(sent);
    drain(incoming, () => response.end());
  } else if (length > maxJoinedBytes) response.end(sent);
  else response.end(wireText(sent, length), 'latin1');
}

/** The bytes of a body, one character each. Text that has as many bytes as characters is that already. */
function wireText(body: string | Buffer, length: number): string {
  if (typeof body !== 'string') return body.toString('latin1');
  return body.length === length ? body : toWire(body);
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
