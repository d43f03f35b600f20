import { freePort, type Server, startServer } from './start-server.ts';

const script = `require('node:http').createServer((request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/plain' }).end('hello');
}).listen(process.argv[1], '127.0.0.1');`;

/** Node's own HTTP server without anything behind it: what the machine can do at most. */
export async function startNodeHttp(folder: string): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/hello`;
  return startServer('Node HTTP, no function', url, ['--eval', script, String(port)], folder);
}
