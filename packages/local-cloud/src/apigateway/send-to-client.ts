import type { IncomingMessage, ServerResponse } from 'node:http';
import { discardBody } from '../aws/discard-body.ts';
import { announcesBody } from '../aws/receive-body.ts';
import { toWire } from '../aws/wire-text.ts';
import type { HttpResponse } from './exchange.ts';

/** A short body is written together with the headers, as Latin-1, so that both keep their bytes. */
const maxJoinedBytes = 16 * 1024;

/** Writes a response. The spelling and repetition of its headers are kept. */
export function sendToClient(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  response: HttpResponse,
): void {
  if (outgoing.destroyed) return;
  const { status, headers, body } = response;
  const hasBody = status !== 204 && status !== 304;
  const length = Buffer.byteLength(body);
  const lines: string[] = [];
  for (const [name, value] of headers) lines.push(name, toWire(value));
  if (hasBody) lines.push('Content-Length', String(length));
  const isUnread = announcesBody(incoming) && !incoming.complete;
  // Unless its value is given, Node adds a header Keep-Alive, which AWS does not send.
  if (isUnread || outgoing.shouldKeepAlive) lines.push('Connection', isUnread ? 'close' : 'keep-alive');
  outgoing.writeHead(status, lines);
  const sent = hasBody && incoming.method !== 'HEAD' ? body : '';
  if (isUnread) {
    outgoing.write(sent);
    discardBody(incoming, () => outgoing.end());
  } else if (length > maxJoinedBytes) outgoing.end(sent);
  else outgoing.end(wireText(sent, length), 'latin1');
}

/** The bytes of a body, one character each. A string with as many bytes as characters needs no conversion. */
function wireText(body: string | Buffer, length: number): string {
  if (typeof body !== 'string') return body.toString('latin1');
  return body.length === length ? body : toWire(body);
}
