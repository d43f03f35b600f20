import { describe, expect, it } from 'vitest';
import { maxResponseBytes } from './limits.ts';
import { withLambda } from './testing/with-lambda.ts';

const { use, createFunction, invoke } = withLambda();

/** Creates and invokes a function. */
async function run(name: string, source: string, settings = {}, file?: string) {
  await createFunction(name, source, settings, file);
  return invoke(name, { a: 'ü' });
}

describe('an invocation', () => {
  it('responds with what the handler returns', async () => {
    const result = await run('echo', 'export const handler = async (event) => ({ event });');
    expect(result).toMatchObject({ statusCode: 200, functionError: undefined, executedVersion: '$LATEST' });
    expect(result.value).toEqual({ event: { a: 'ü' } });
  });

  it('LA-1: runs CommonJS', async () => {
    const source = 'exports.handler = async () => typeof require;';
    expect((await run('common', source, {}, 'index.js')).value).toBe('function');
  });

  it('LA-3: gives the handler its own name, version, request id and time left', async () => {
    const source = `export const handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis() });`;
    const { value, requestId } = await run('context', source, { Timeout: 7, MemorySize: 256 });
    expect(value).toMatchObject({
      functionName: 'context',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:context',
      awsRequestId: requestId,
      logGroupName: '/aws/lambda/context',
    });
    expect(value.left).toBeGreaterThan(0);
    expect(value.left).toBeLessThanOrEqual(7000);
  });

  it('LA-12: carries 6 MB both ways', async () => {
    await createFunction('large', 'export const handler = async (event) => event;');
    const event = 'x'.repeat(6 * 1024 * 1024 - 2);
    expect((await invoke('large', event)).value).toBe(event);
    await expect(invoke('large', `${event}y`)).rejects.toMatchObject({
      code: 'RequestEntityTooLargeException',
      statusCode: 413,
    });
  });

  it('runs with an empty event where the payload is empty, and refuses what is not JSON', async () => {
    const { lambda } = use();
    await createFunction('payload', 'export const handler = async (event) => event;');
    const { payload } = await lambda.invoke({ functionName: 'payload', payload: '' });
    expect(payload.toString()).toBe('{}');
    await expect(lambda.invoke({ functionName: 'payload', payload: '{' })).rejects.toMatchObject({
      code: 'InvalidRequestContentException',
    });
  });

  it('LA-4: streams a response', async () => {
    const source = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
      stream.write('{"a":'); stream.write('1}'); stream.end();
    });`;
    expect((await run('stream', source)).value).toEqual({ a: 1 });
  });

  it('LA-4: is a function error where a streamed response fails', async () => {
    const source = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
      stream.write(Buffer.from([0xff])); throw new RangeError('half-way');
    });`;
    expect(await run('stream-error', source)).toMatchObject({
      functionError: 'Unhandled',
      value: { errorType: 'RangeError', errorMessage: 'half-way' },
    });
  });

  it('LA-4, LA-12: streams 6 MB and no more', async () => {
    const source = `export const handler = awslambda.streamifyResponse(async (bytes, stream) => {
      stream.end('"' + 'x'.repeat(bytes - 2) + '"');
    });`;
    await createFunction('stream-large', source, { MemorySize: 512 });
    expect((await invoke('stream-large', maxResponseBytes)).value).toHaveLength(maxResponseBytes - 2);
    expect((await invoke('stream-large', maxResponseBytes + 1)).value).toMatchObject({
      errorType: 'Function.ResponseSizeTooLarge',
    });
  });

  it('is refused for a function that does not exist', async () => {
    await expect(invoke('nobody')).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      statusCode: 404,
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody:$LATEST',
    });
  });

  it('LA-10: does not run the function in a dry run', async () => {
    await createFunction('dry', 'export const handler = async () => process.exit(1);');
    const result = await invoke('dry', {}, { invocationType: 'DryRun' });
    expect(result).toMatchObject({ statusCode: 204, value: undefined });
  });
});

describe('an error', () => {
  it('LA-5: has the name, message and trace of the error that was thrown', async () => {
    const source = `export const handler = async () => { throw Object.assign(new Error('moved'), { name: 'https://example.com/' }); };`;
    const { functionError, value } = await run('named-error', source);
    expect(functionError).toBe('Unhandled');
    expect(value).toMatchObject({ errorType: 'https://example.com/', errorMessage: 'moved' });
    expect(value.trace[0]).toBe('https://example.com/: moved');
  });

  it.each([
    ['undefined', { errorType: 'undefined', errorMessage: 'undefined', trace: [] }],
    ['"text"', { errorType: 'string', errorMessage: 'text', trace: [] }],
  ])('LA-6: is described where %s was thrown', async (thrown, expected) => {
    const name = `throws-${expected.errorType}`;
    expect((await run(name, `export const handler = async () => { throw ${thrown}; };`)).value).toEqual(
      expected,
    );
  });

  it('LA-12: says that the response was too large', async () => {
    expect((await run('too-large', `export const handler = async () => 'x'.repeat(7e6);`)).value).toEqual({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    });
  });

  it.each([
    ['an endless loop', 'for (;;);'],
    ['a promise that waits', 'setInterval(() => {}, 1000); await new Promise(() => {});'],
  ])('LA-7: says that the time is up in %s, and the next invocation runs', async (title, body) => {
    const name = title.replaceAll(' ', '-');
    const source = `export const handler = async (event) => { if (event.stop) return 1; ${body} };`;
    const { value, requestId, logTail } = await run(name, source, { Timeout: 1 });
    expect(value).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${requestId} Error: Task timed out after 1.00 seconds`,
    });
    expect(logTail).toMatch(new RegExp(`Z ${requestId} Task timed out after 1\\.00 seconds\nEND RequestId`));
    expect((await invoke(name, { stop: true })).value).toBe(1);
  });

  it.each([
    ['exits', 'process.exit(7);', 'Runtime exited with error: exit status 7'],
    ['exits well', 'process.exit(0);', 'Runtime exited without providing a reason'],
    ['never settles', 'await new Promise(() => {});', 'Runtime exited without providing a reason'],
    ['aborts', 'process.abort();', 'Runtime exited with error: signal: aborted (core dumped)'],
    [
      'leaves a rejection unhandled',
      `Promise.reject(new Error('late')); await new Promise((resolve) => setTimeout(resolve, 1000));`,
      'Runtime exited with error: exit status 1',
    ],
    [
      'fills its memory',
      `const kept = []; for (;;) { kept.push(Buffer.alloc(1e6, 1)); await null; }`,
      'Runtime exited with error: signal: killed',
    ],
    [
      'fills its heap',
      'const kept = []; for (;;) kept.push({ kept: [1] });',
      'Runtime exited with error: signal: killed',
    ],
  ])('LA-8: says so where the function %s, and the next invocation runs', async (title, body, reason) => {
    const name = title.replaceAll(' ', '-');
    const source = `export const handler = async (event) => { if (event.stop) return 1; ${body} };`;
    const { value, requestId } = await run(name, source, { Timeout: 20 });
    expect(value).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${requestId} Error: ${reason}`,
    });
    expect((await invoke(name, { stop: true })).value).toBe(1);
  });
});

describe('an initialisation that fails', () => {
  it.each([
    [
      'LA-9',
      'a missing module',
      `require('nowhere'); exports.handler = async () => 1;`,
      'Runtime.ImportModuleError',
    ],
    ['LA-9', 'wrong syntax', 'exports.handler = async () => { (', 'Runtime.UserCodeSyntaxError'],
    ['LA-9', 'a missing export', 'exports.other = async () => 1;', 'Runtime.HandlerNotFound'],
    [
      'LA-2',
      'a callback',
      'exports.handler = async (event, context, callback) => 1;',
      'Runtime.CallbackHandlerDeprecated',
    ],
    ['LA-9', 'its own error', `throw new TypeError('no'); exports.handler = async () => 1;`, 'TypeError'],
    ['LA-9', 'an exit', 'process.exit(3);', 'Runtime.ExitError'],
  ])('%s: names %s', async (_rule, title, source, errorType) => {
    const { functionError, value, logTail } = await run(title.replaceAll(' ', '-'), source, {}, 'index.js');
    expect(functionError).toBe('Unhandled');
    expect(value).toMatchObject({ errorType });
    expect(logTail).toContain(`Phase: init\tStatus: error\tError Type: ${errorType}`);
  });
});
