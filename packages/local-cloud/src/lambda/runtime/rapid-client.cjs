// Stands in for the native transport of AWS's runtime client: invocations arrive on one inherited descriptor,
// answers leave on another, in the frames the client itself uses for its log lines. So all output keeps its order.
const { readSync, writeSync } = require('node:fs');

const invocationsFd = 3;
const answersFd = 4;
const longRestMs = 1000;
const frame = { next: 1, done: 2, error: 3 };

/** Most invocations fit in here; the page is touched anew by each, and so stays in the processor's cache. */
const usual = Buffer.allocUnsafeSlow(64 * 1024);
let unsent = [];

exports.initializeClient = () => {};

// Between two invocations the whole environment stands still, as on AWS: no timer of the function runs. After a
// longer rest it first takes notice of what happened meanwhile, such as connections that were closed.
exports.next = async () => {
  add(frame.next, '');
  flush();
  const since = Date.now();
  const invocation = receive();
  if (Date.now() - since > longRestMs) await new Promise(setImmediate);
  return invocation;
};

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
function receive() {
  const received = read(usual, 0, 8);
  const bodyAt = 8 + usual.readUInt32BE(0);
  const length = bodyAt + usual.readUInt32BE(4);
  const bytes = length > usual.length ? Buffer.allocUnsafe(length) : usual;
  if (bytes !== usual) usual.copy(bytes, 0, 0, received);
  read(bytes, received, length);
  return { headers: JSON.parse(bytes.utf8Slice(8, bodyAt)), bodyJson: bytes.utf8Slice(bodyAt, length) };
}

// At the end of the stream the cloud is gone, or has ended this environment.
function read(bytes, received, needed) {
  let length = received;
  while (length < needed) {
    const count = readSync(invocationsFd, bytes, length, bytes.length - length, null);
    if (count === 0) process.exit(0);
    length += count;
  }
  return length;
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
  if (unsent.length === 0) return;
  const bytes = unsent.length === 1 ? unsent[0] : Buffer.concat(unsent);
  unsent = [];
  for (let written = 0; written < bytes.length; ) written += writeSync(answersFd, bytes, written);
}
