import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** With so many requests waiting, nothing more is read from a connection until half of them have had their turn. */
const manyWaiting = 100;
/** A client that reads nothing of its response for so long is gone; Node may look twice. */
const maxUnreadMillis = 30_000;

/** Of one connection: is a request being handled, and which ones wait? */
interface Turn {
  isTaken: boolean;
  readonly waiting: (() => void)[];
}

/**
 * Handles the requests of a connection one after the other. Node reads ahead: the responses to all that a client sent
 * in advance would be made at once, and kept until it reads them.
 */
export function inTurn(handle: Handler): Handler {
  const turns = new WeakMap<Socket, Turn>();

  function turnOf(socket: Socket): Turn {
    const known = turns.get(socket);
    if (known) return known;
    const turn: Turn = { isTaken: false, waiting: [] };
    turns.set(socket, turn);
    return turn;
  }

  return (request, response) => {
    const { socket } = request;
    const turn = turnOf(socket);
    const start = () => {
      turn.isTaken = true;
      response.once('prefinish', limitReading).once('close', startNext);
      handle(request, response);
    };
    const limitReading = () => {
      if (socket.writableLength > 0) socket.setTimeout(maxUnreadMillis);
    };
    const startNext = () => {
      turn.isTaken = false;
      if (socket.destroyed) return;
      turn.waiting.shift()?.();
      if (turn.waiting.length <= manyWaiting / 2 && socket.isPaused()) socket.resume();
    };
    if (!turn.isTaken) return start();
    turn.waiting.push(start);
    if (turn.waiting.length >= manyWaiting) socket.pause();
  };
}
