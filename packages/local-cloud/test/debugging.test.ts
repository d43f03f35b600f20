import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CloudUnderTest, startCloud } from './cloud-under-test.ts';

const template = {
  Resources: {
    Slow: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: 1,
        InlineCode: `exports.handler = async () => {
  let answer = 'not debugged';
  return { statusCode: 200, body: answer };
};`,
        Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } },
      },
    },
  },
  Outputs: { ApiId: { Value: { Ref: 'ServerlessRestApi' } }, FunctionName: { Value: { Ref: 'Slow' } } },
};

let cloud: CloudUnderTest;
let port: number;
let url: string;
let functionName: string;

beforeAll(async () => {
  port = await freePort();
  cloud = await startCloud({ arguments: ['--inspect', String(port)] });
  await cloud.createStack('debugged', template);
  const { ApiId, FunctionName = '' } = await cloud.outputsOf('debugged');
  url = `${cloud.url}/restapis/${ApiId}/Prod/_user_request_/`;
  functionName = FunctionName;
});
afterAll(() => cloud[Symbol.asyncDispose]());

it('stops at a breakpoint for longer than the time limit, and goes on with what the debugger changed', async () => {
  // The first call starts the process; between two calls its event loop runs, so that a debugger can attach.
  expect(await (await fetch(url)).text()).toBe('not debugged');
  const lambda = cloud.client(LambdaClient);
  const { Timeout = 0 } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  await using session = await attach(port);
  await session.send('Debugger.enable');
  await session.send('Debugger.setBreakpointByUrl', { urlRegex: 'index\\.js$', lineNumber: 2 });
  const paused = session.next('Debugger.paused');

  const response = fetch(url);
  const { callFrames } = (await paused) as { callFrames: { callFrameId: string }[] };
  const [frame] = callFrames;
  await delay((Timeout + 0.5) * 1000);
  await session.send('Debugger.evaluateOnCallFrame', {
    callFrameId: frame?.callFrameId,
    expression: "answer = 'debugged'",
  });
  await session.send('Debugger.resume');

  expect(await (await response).text()).toBe('debugged');
});

it('runs one call of a function at a time', async () => {
  const responses = await Promise.all(Array.from({ length: 5 }, () => fetch(url)));
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(await cloud.children('--inspect')).toHaveLength(1);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** A client of the Chrome DevTools Protocol. */
async function attach(at: number) {
  const targets = (await (await fetch(`http://127.0.0.1:${at}/json`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  const replies = new Map<number, (result: unknown) => void>();
  const events = new Map<string, (parameters: unknown) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, method, result, params } = JSON.parse(String(data));
    if (id === undefined) events.get(method)?.(params);
    else replies.get(id)?.(result);
  });
  let lastId = 0;
  return {
    send(method: string, params: object = {}): Promise<unknown> {
      const id = ++lastId;
      socket.send(JSON.stringify({ id, method, params }));
      return new Promise((resolve) => replies.set(id, resolve));
    },
    next: (method: string) => new Promise((resolve) => events.set(method, resolve)),
    async [Symbol.asyncDispose]() {
      socket.close();
    },
  };
}
