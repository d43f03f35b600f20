// Replaces the native transport of AWS's runtime client. Invocations arrive on one inherited descriptor, responses
// leave on another, in the same frames as the client's log lines, so that all output keeps its order.
const { read: readAsync, readSync, writeSync } = require('node:fs');

const invocationsFd = 3;
const responsesFd = 4;
const longRestMs = 1000;
const frame = { next: 1, done: 2, error: 3, initError: 4 };

// Nearly all messages fit in here: they need no new memory, and these buffers are in the processor's cache.
const usualIn = Buffer.allocUnsafeSlow(64 * 1024);
const usualOut = Buffer.allocUnsafeSlow(64 * 1024);
const frameHeaderBytes = 16;
let unsent = [];

exports.initializeClient = () => {};

// Between two invocations the whole environment stands still, as on AWS: no timer of the function runs. After a longer
// rest it first handles the events of the meantime, such as connections that were closed.
exports.next = async () => {
  unsent.push({ type: frame.next, head: '', body: '' });
  flush();
  if (isDebugged) return receive(await firstBytes());
  const since = Date.now();
  const invocation = receive();
  if (Date.now() - since > longRestMs) await new Promise(setImmediate);
  return invocation;
};

exports.done = (requestId, body) => send(frame.done, requestId, body);
exports.error = (requestId, body) => send(frame.error, requestId, body);

// For piped-http.cjs; the bodies are bytes.
exports.sendResponse = exports.done;
exports.sendError = exports.error;
exports.sendInitError = (body) => {
  unsent.push({ type: frame.initError, head: '', body });
  flush();
};

// After a response the runtime asks for its next invocation at once. One write carries both, so that the cloud wakes
// only once and finds this environment free. If other work comes first, the response does not wait for it.
function send(type, requestId, body) {
  unsent.push({ type, head: decodeURIComponent(requestId), body });
  setImmediate(flush);
}

process.on('exit', flush);

// A debugger sets its breakpoints between two invocations, for which the event loop has to run.
const isDebugged = process.execArgv.some((argument) => argument.startsWith('--inspect'));

function firstBytes() {
  return new Promise((resolve, reject) => {
    readAsync(invocationsFd, usualIn, 0, usualIn.length, null, (error, count) => {
      if (error) reject(error);
      else if (count === 0) process.exit(0);
      else resolve(count);
    });
  });
}

// An invocation: length of the headers, length of the body (4 bytes each), headers as JSON, body. Some of its bytes may
// be there.
function receive(alreadyReceived = 0) {
  const received = read(usualIn, alreadyReceived, 8);
  const bodyAt = 8 + usualIn.readUInt32BE(0);
  const length = bodyAt + usualIn.readUInt32BE(4);
  const bytes = length > usualIn.length ? Buffer.allocUnsafe(length) : usualIn;
  if (bytes !== usualIn) usualIn.copy(bytes, 0, 0, received);
  read(bytes, received, length);
  const headers = JSON.parse(bytes.toString('utf8', 8, bodyAt));
  return { headers, bodyJson: bytes.toString('utf8', bodyAt, length) };
}

// At the end of the stream the cloud has ended, or has ended this environment.
function read(bytes, received, needed) {
  let length = received;
  while (length < needed) {
    const count = readSync(invocationsFd, bytes, length, bytes.length - length, null);
    if (count === 0) process.exit(0);
    length += count;
  }
  return length;
}

// Synchronous, so that a response is sent before the function's own code can end the process.
function flush() {
  if (unsent.length === 0) return;
  const frames = unsent;
  unsent = [];
  let length = 0;
  for (const { head, body } of frames) length += frameHeaderBytes + head.length + Buffer.byteLength(body);
  const bytes = length > usualOut.length ? Buffer.allocUnsafe(length) : usualOut;
  let at = 0;
  for (const frame of frames) at = writeFrame(bytes, at, frame);
  for (let written = 0; written < length; )
    written += writeSync(responsesFd, bytes, written, length - written);
}

// Type, length of head and body (4 bytes each), the time, used only by log lines (8 bytes), head, body. The head is
// ASCII; the body is a string or bytes.
function writeFrame(bytes, at, { type, head, body }) {
  const headAt = at + frameHeaderBytes;
  const bodyAt = headAt + bytes.latin1Write(head, headAt);
  const end = bodyAt + (typeof body === 'string' ? bytes.write(body, bodyAt) : body.copy(bytes, bodyAt));
  bytes.writeUInt32BE(type, at);
  bytes.writeUInt32BE(end - headAt, at + 4);
  bytes.fill(0, at + 8, headAt);
  return end;
}
