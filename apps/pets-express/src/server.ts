// The app as it was: a plain server. Usage: npm run serve --workspace pets-express [-- PORT]
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { config } from 'dotenv';
import express from 'express';
import './views/import-views.ts';

// A file for each stage; what the environment has already wins.
config({ path: [`.env.${process.env.STAGE ?? 'dev'}`, '.env'], quiet: true });
process.env.MONGODB_URI ||= 'mongodb://127.0.0.1:27018/pets';

// Loaded after the environment is complete, because modules read it at their start.
const { createApp } = await import('./app.ts');
const app = express().disable('x-powered-by');
app.use('/assets', express.static(path.join(import.meta.dirname, 'public'))).use(createApp());
const server = app.listen(Number(process.argv[2] ?? 3000), '127.0.0.1');
await once(server, 'listening');
console.log(`pets-express: http://127.0.0.1:${(server.address() as AddressInfo).port}`);
