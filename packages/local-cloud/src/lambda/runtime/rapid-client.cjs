// Stands in for the native transport of AWS's runtime client: invocations arrive on one inherited descriptor,
// answers leave on another, in the frames the client itself uses for its log lines. So all output keeps its order.
const { writeSync } = require('node:fs');
const { Socket } = require('node:net');

const invocations = new Socket({ fd: 3, readable: true, writable: false });
const answersFd = 4;
const frame = { next: 1, done: 2, error: 3 };

let waiting;
let unsent = [];
let received = [];
let receivedLength = 0;
let neededLength = 8;

invocations.on('data', (chunk) => {
  received.push(chunk);
  receivedLength += chunk.length;
  if (receivedLength >= neededLength) deliver();
});
// The cloud is gone, or has ended this environment.
invocations.on('close', () => process.exit(0));
invocations.on('error', () => process.exit(0));
invocations.unref();

exports.initializeClient = () => {};

// Only a waiting runtime keeps the process alive: a function whose promise can never settle ends it, as on AWS.
exports.next = () =>
  new Promise((resolve) => {
    waiting = resolve;
    invocations.ref();
    add(frame.next, '');
    flush();
  });

exports.done = (requestId, body) => answer(frame.done, requestId, body);

exports.error = (requestId, body) => answer(frame.error, requestId, body);

// After an answer the runtime asks for its next invocation at once. One write carries both, so that the cloud wakes
// once and this environment is free when its answer arrives. What may come between must not hold the answer back.
function answer(type, requestId, body) {
  add(type, decodeURIComponent(requestId) + body);
  setImmediate(flush);
}

process.on('exit', flush);

// An invocation: length of the headers, length of the body (4 bytes each), headers as JSON, body.
function deliver() {
  const bytes = received.length === 1 ? received[0] : Buffer.concat(received, receivedLength);
  received = [bytes];
  const bodyAt = 8 + bytes.readUInt32BE(0);
  neededLength = bodyAt + bytes.readUInt32BE(4);
  if (receivedLength < neededLength || !waiting) return;
  const headers = JSON.parse(bytes.toString('utf8', 8, bodyAt));
  const bodyJson = bytes.toString('utf8', bodyAt, neededLength);
  received = [];
  receivedLength = 0;
  neededLength = 8;
  invocations.unref();
  waiting({ headers, bodyJson });
  waiting = undefined;
}

function add(type, text) {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(16 + length);
  bytes.writeUInt32BE(type, 0);
  bytes.writeUInt32BE(length, 4);
  bytes.writeBigInt64BE(BigInt(Date.now()) * 1000n, 8);
  bytes.write(text, 16);
  unsent.push(bytes);
}

// Synchronous, so that an answer is out before the function's own code can end the process.
function flush() {
  const bytes = unsent.length === 1 ? unsent[0] : Buffer.concat(unsent);
  unsent = [];
  for (let written = 0; written < bytes.length; ) written += writeSync(answersFd, bytes, written);
}
