import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { requestIdBytes } from '../limits.ts';
import { createFrameReader, type Frame } from './frame-reader.ts';
import type { InvocationMessage, RuntimeEvents } from './runtime-events.ts';

/** The inherited descriptors of a runtime that has pipes; runtime/rapid-client.cjs has their other ends. */
const invocationsFd = 3;
export const responsesFd = 4;

const frameType = { next: 1, done: 2, error: 3, initError: 4 };
/** The upper half of the type of a log line's frame; the lower half is level and format. */
const logFrameMark = 0xa55a;

export function connectPipes(child: ChildProcess, events: RuntimeEvents): void {
  const invocations = child.stdio[invocationsFd] as Writable;
  const responses = child.stdio[responsesFd] as Readable;
  const deliver = (message: InvocationMessage) => invocations.write(invocationFrame(message));
  responses.on(
    'data',
    createFrameReader((frame) => dispatch(frame, events, deliver)),
  );
}

function dispatch(frame: Frame, events: RuntimeEvents, deliver: (message: InvocationMessage) => void): void {
  if (frame.type === frameType.next) {
    events.next(deliver);
  } else if (frame.type >>> 16 === logFrameMark) {
    events.logged(frame.timestamp, frame.body.toString('utf8'));
  } else if (frame.type === frameType.initError) {
    events.initError(frame.body);
  } else {
    const kind = frame.type === frameType.done ? 'response' : 'error';
    const requestId = frame.body.toString('latin1', 0, requestIdBytes);
    events.respond(kind, requestId, frame.body.subarray(requestIdBytes), frame.length - requestIdBytes);
  }
}

function invocationFrame({ headers, body }: InvocationMessage): Buffer {
  const head = JSON.stringify(headers);
  const headLength = Buffer.byteLength(head);
  const bodyLength = Buffer.byteLength(body);
  const bytes = Buffer.allocUnsafe(8 + headLength + bodyLength);
  bytes.writeUInt32BE(headLength, 0);
  bytes.writeUInt32BE(bodyLength, 4);
  bytes.write(head, 8);
  if (typeof body === 'string') bytes.write(body, 8 + headLength);
  else body.copy(bytes, 8 + headLength);
  return bytes;
}
