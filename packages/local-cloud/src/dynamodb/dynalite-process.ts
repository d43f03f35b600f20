import dynalite from 'dynalite';
import { measureInBytes } from './measure-in-bytes.ts';

measureInBytes();
const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });

// The parent keeps its connections; closing an idle one here could cut off a request that was just sent.
server.keepAliveTimeout = 0;

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  // Given a callback, a parent that has gone meanwhile is no error to die of loudly.
  if (address && typeof address === 'object') process.send?.({ port: address.port }, () => {});
});

process.on('disconnect', () => process.exit());
// Ctrl-C reaches the whole process group, but it is the parent that decides when the last request is done.
process.on('SIGINT', () => {});
