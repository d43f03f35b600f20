import path from 'node:path';
import { freePort, responds, type Server, startServer } from './start-server.ts';

/** cognito-local, which keeps users in files of the given folder. */
export async function startCognitoLocal(folder: string): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const command = path.join(folder, 'node_modules/cognito-local/lib/bin/start.js');
  const environment = { HOST: '127.0.0.1', PORT: String(port) };
  return startServer('cognito-local', url, [command], folder, { environment, isReady: responds });
}
