import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { helloSource } from './hello-source.ts';
import { freePort, type Server, startServer } from './start-server.ts';

export const serverlessOfflinePackages = ['serverless-offline@14.8.2', 'osls@4.3.1'];

/** serverless-offline with `hello` in worker threads, as it is by default, or in its own thread. */
export async function startServerlessOffline(folder: string, inProcess: boolean): Promise<Server> {
  const [httpPort, lambdaPort] = [await freePort(), await freePort()];
  const service = {
    service: 'bench',
    frameworkVersion: '*',
    provider: { name: 'aws', runtime: 'nodejs24.x' },
    plugins: ['serverless-offline'],
    custom: {
      'serverless-offline': {
        host: '127.0.0.1',
        httpPort,
        lambdaPort,
        noPrependStageInUrl: true,
        useInProcess: inProcess,
      },
    },
    functions: { hello: { handler: 'hello.handler', events: [{ http: { path: 'hello', method: 'get' } }] } },
  };
  await writeFile(path.join(folder, 'hello.mjs'), helloSource);
  await writeFile(path.join(folder, 'serverless.json'), JSON.stringify(service));
  const name = `serverless-offline, ${inProcess ? 'in-process' : 'workers'}`;
  const command = path.join(folder, 'node_modules/osls/bin/serverless.js');
  return startServer(name, `http://127.0.0.1:${httpPort}/hello`, [command, 'offline'], folder);
}
