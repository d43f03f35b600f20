// The app on Lambda by another library: it calls Express without a socket.
import serverless from 'serverless-http';
import { createApp } from '../src/app.ts';

export const handler = serverless(createApp());
