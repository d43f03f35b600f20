import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { withLambda } from '../testing/with-lambda.ts';
import { pythonOf } from './python-command.ts';

const { use, invoke } = withLambda();

const source = `
import logging, os
class Unknown(Exception):
    pass
def wrapped(event, context):
    return os.environ['FROM_WRAPPER']
def handler(event, context):
    print('handling', event['name'])
    logging.getLogger().warning('careful')
    if event['name'] == 'nobody':
        raise Unknown('no such name')
    return {'hello': event['name'], 'arn': context.invoked_function_arn,
            'time': context.get_remaining_time_in_millis() > 0, 'role': 'AWS_ACCESS_KEY_ID' in os.environ}
`;

const script = '#!/bin/sh\nexport FROM_WRAPPER=yes\nexec "$@"\n';

async function create(FunctionName: string, Handler: string, Environment = {}): Promise<void> {
  const { lambda, roleArn } = use();
  const ZipFile = zipSync({
    'app.py': strToU8(source),
    'odd.py': strToU8('import nothing_of_that_name'),
    start: strToU8(script),
  });
  await lambda.operations.CreateFunction({
    FunctionName,
    Runtime: 'python3.13',
    Handler,
    Role: roleArn,
    MemorySize: 256,
    Environment,
    Code: { ZipFile },
  });
}

const mustHavePython = process.env.REQUIRE_PYTHON_TOOLS === '1';

// Where the machine has no Python, the runtime says so by name.
describe.runIf(mustHavePython || (await pythonOf('python3.13')))('a Python function (needs Python)', () => {
  it('gets the event and a context, and its output is logged', async () => {
    await create('greets', 'app.handler');
    const { value, logTail } = await invoke('greets', { name: 'ü' });
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:greets';
    expect(value).toEqual({ hello: 'ü', arn, time: true, role: true });
    expect(logTail).toContain('handling ü\n');
    expect(logTail).toMatch(/\[WARNING\]\t[\d-]+T[\d:.]+Z\t[\da-f-]{36}\tcareful\n/);
    const failed = await invoke('greets', { name: 'nobody' });
    expect(failed).toMatchObject({
      functionError: 'Unhandled',
      value: {
        errorType: 'Unknown',
        errorMessage: 'no such name',
        requestId: expect.any(String),
        stackTrace: [expect.stringContaining("raise Unknown('no such name')")],
      },
    });
  });

  it('is started by a script of its package', async () => {
    const Environment = { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/var/task/start' } };
    await create('wrapped', 'app.wrapped', Environment);
    expect((await invoke('wrapped')).value).toBe('yes');
  });

  it.each([
    [
      'odd.handler',
      "Unable to import module 'odd': No module named 'nothing_of_that_name'",
      'Runtime.ImportModuleError',
    ],
    ['app.other', "Handler 'other' missing on module 'app'", 'Runtime.HandlerNotFound'],
  ])('reports that it cannot start with the handler %s', async (handler, errorMessage, errorType) => {
    const name = errorType.replace('.', '-');
    await create(name, handler);
    expect((await invoke(name, { name: 'x' })).value).toMatchObject({ errorMessage, errorType });
  });
});
