import type { Server } from 'node:http';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { createServer, proxy, type Response } from 'aws-serverless-express';
import { createApp } from './app.ts';

// Changed by the move, 1: no port. The library hands each event to the app through a socket file of its own.
const server: Server = createServer(createApp());
// Node keeps the connection to the socket file and would close it after 5 seconds: after a pause, in which Lambda freezes
// the process, a request could take the closing connection, for which the library responds 502.
server.keepAliveTimeout = 0;

export function handler(event: APIGatewayProxyEvent, context: Context): Promise<Response> {
  return proxy(server, event, context, 'PROMISE').promise;
}
