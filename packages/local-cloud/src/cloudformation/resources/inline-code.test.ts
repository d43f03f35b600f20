import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { runInThisContext } from 'node:vm';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inlinePackage } from './inline-code.ts';

const filesOf = (runtime: string, source: string) =>
  Object.fromEntries(
    Object.entries(unzipSync(inlinePackage(runtime, source))).map(([name, bytes]) => [
      name,
      strFromU8(bytes),
    ]),
  );
const ids = { StackId: 's', RequestId: 'r', LogicalResourceId: 'l' };

describe('inline code', () => {
  it('is one file, with the module that reports on custom resources where it names that', () => {
    expect(filesOf('nodejs24.x', '1;')).toEqual({ 'index.js': '1;' });
    expect(Object.keys(filesOf('nodejs22.x', "require('cfn-response');"))).toEqual([
      'index.js',
      'cfn-response.js',
    ]);
    expect(Object.keys(filesOf('python3.12', 'import cfnresponse'))).toEqual(['index.py', 'cfnresponse.py']);
  });

  it('reports what the function says, and ends the calls of old runtimes', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address?.port;
    const module = { exports: {} as { send(...args: unknown[]): Promise<void>; SUCCESS: string } };
    const source = filesOf('nodejs24.x', "require('cfn-response');")['cfn-response.js'] ?? '';
    const load = runInThisContext(`(exports, require) => {${source}\n}`) as (...args: unknown[]) => void;
    load(module.exports, createRequire(import.meta.url));
    const received = once(server, 'request').then(async ([request, response]) => {
      const body = await text(request as IncomingMessage);
      response.end();
      return { method: request.method, type: request.headers['content-type'], ...JSON.parse(body) };
    });
    let isDone = false;
    const context = { logStreamName: 'stream', done: () => (isDone = true) };
    const event = { ...ids, ResponseURL: `http://127.0.0.1:${port}/a` };
    await module.exports.send(event, context, module.exports.SUCCESS, { X: 1 }, undefined, true);
    expect(await received).toEqual({
      method: 'PUT',
      type: '',
      Status: 'SUCCESS',
      Reason: 'See the details in CloudWatch Log Stream: stream',
      PhysicalResourceId: 'stream',
      NoEcho: true,
      Data: { X: 1 },
      ...ids,
    });
    expect(isDone).toBe(true);
    server.close();
  });
});
