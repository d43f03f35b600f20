import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { withLambda } from '../testing/with-lambda.ts';

const { use, invoke } = withLambda();

/** A runtime that uses the HTTP Runtime API. */
const bootstrap = `#!${process.execPath}
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime';
const post = (path, body, headers) => fetch(api + path, { method: 'POST', body: JSON.stringify(body), headers });
async function main() {
  if (process.env._HANDLER === 'broken') {
    await post('/init/error', { errorType: 'Mine.Broken', errorMessage: 'no start' });
    return new Promise((resolve) => setTimeout(resolve, 60_000));
  }
  for (;;) {
    const next = await fetch(api + '/invocation/next');
    const id = next.headers.get('lambda-runtime-aws-request-id');
    const event = await next.json();
    console.log('handling', event.name);
    if (event.fail) await post('/invocation/' + id + '/error', { errorType: 'Mine', errorMessage: 'asked for' });
    else await post('/invocation/' + id + '/response', { hello: event.name, arn: next.headers.get('lambda-runtime-invoked-function-arn') });
  }
}
main();
`;

async function create(FunctionName: string, Handler: string): Promise<void> {
  const { lambda, roleArn } = use();
  const ZipFile = zipSync({ bootstrap: strToU8(bootstrap) });
  await lambda.operations.CreateFunction({
    FunctionName,
    Runtime: 'provided.al2023',
    Handler,
    Role: roleArn,
    MemorySize: 512,
    Code: { ZipFile },
  });
}

describe.runIf(process.platform !== 'win32')('a runtime of the package', () => {
  it('gets invocations and responds over the HTTP Runtime API', async () => {
    await create('provided', 'any');
    const { value, logTail } = await invoke('provided', { name: 'ü' });
    expect(value).toEqual({ hello: 'ü', arn: 'arn:aws:lambda:us-east-1:000000000000:function:provided' });
    expect(logTail).toContain('handling ü\nEND');
    const failed = await invoke('provided', { name: 'b', fail: true });
    expect(failed).toMatchObject({
      functionError: 'Unhandled',
      value: { errorType: 'Mine', errorMessage: 'asked for' },
    });
  });

  it('may report that it cannot start', async () => {
    await create('broken', 'broken');
    expect((await invoke('broken')).value).toEqual({ errorType: 'Mine.Broken', errorMessage: 'no start' });
  });

  it('is a function error where it is missing', async () => {
    const { lambda, roleArn } = use();
    await lambda.operations.CreateFunction({
      FunctionName: 'missing',
      Runtime: 'provided.al2023',
      Handler: 'any',
      Role: roleArn,
      Code: { ZipFile: zipSync({ other: strToU8('x') }) },
    });
    expect((await invoke('missing')).value).toEqual({
      errorType: 'Runtime.InvalidEntrypoint',
      errorMessage: "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    });
  });
});
