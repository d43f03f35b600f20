import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** So many requests may wait on one connection; no client that reads its answers comes near. */
const maxWaiting = 100;
/** A client that takes nothing of its answer for so long is gone; Node may look twice. */
const maxUnreadMillis = 30_000;

/**
 * Handles the requests of a connection one after the other. Node reads ahead: the answers to all that a client sent
 * in advance would be made at once, and kept until it reads them.
 */
export function inTurn(handle: Handler): Handler {
  const waiting = new WeakMap<Socket, (() => void)[]>();
  return (request, response) => {
    const { socket } = request;
    const start = () => {
      response.once('prefinish', limitReading).once('close', startNext);
      handle(request, response);
    };
    const limitReading = () => {
      if (socket.writableLength > 0) socket.setTimeout(maxUnreadMillis);
    };
    const startNext = () => {
      const next = socket.destroyed ? undefined : waiting.get(socket)?.shift();
      if (next) next();
      else waiting.delete(socket);
    };
    const others = waiting.get(socket);
    if (!others) {
      waiting.set(socket, []);
      start();
    } else if (others.length < maxWaiting) others.push(start);
    else socket.destroy();
  };
}
