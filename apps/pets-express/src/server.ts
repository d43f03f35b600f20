// The app as it was: a plain server. Usage: npm run serve --workspace pets-express [-- PORT]
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express from 'express';
import './settings.ts';
import './views/import-views.ts';

// Loaded after the environment is complete, because modules read it at their start.
const { createApp } = await import('./app.ts');
const app = express().disable('x-powered-by');
app.use('/assets', express.static(path.join(import.meta.dirname, 'public'))).use(createApp());
const server = app.listen(Number(process.argv[2] ?? 3000), '127.0.0.1');
await once(server, 'listening');
console.log(`pets-express: http://127.0.0.1:${(server.address() as AddressInfo).port}`);

// As a platform asks a process to end: after the requests in flight.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(() => process.exit());
    server.closeIdleConnections();
  });
}
