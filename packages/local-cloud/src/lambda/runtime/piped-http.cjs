// Replaces node:http for AWS's runtime client, which reports a failed initialisation and streams responses over HTTP.
// Here both leave by the transport's pipe, so that a Node environment has no port.
const { PassThrough, Writable } = require('node:stream');
const { sendError, sendInitError, sendResponse } = require('./rapid-client.cjs');

exports.Agent = class {};

exports.request = ({ path }, onResponse) => {
  const chunks = [];
  const trailers = {};
  const request = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
    final(done) {
      send(path, Buffer.concat(chunks), trailers['Lambda-Runtime-Function-Error-Body']);
      done();
      onResponse(accepted());
    },
  });
  return Object.assign(request, {
    setHeader() {},
    // The client of before Node.js 24 looks at them while it streams.
    outputData: [],
    outputSize: 0,
    addTrailers: (added) => Object.assign(trailers, added),
  });
};

// A stream that fails half-way sends its error, in base64, as a trailer.
function send(path, body, streamError) {
  const [, requestId] = /\/invocation\/([^/]+)\/response$/.exec(path) ?? [];
  if (!requestId) sendInitError(body);
  else if (streamError) sendError(requestId, Buffer.from(streamError, 'base64'));
  else sendResponse(requestId, body);
}

function accepted() {
  return Object.assign(new PassThrough().end(), { statusCode: 202, headers: {} });
}
