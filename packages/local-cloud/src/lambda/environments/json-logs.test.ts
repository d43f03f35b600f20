import type { LoggingConfig } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { withLambda } from '../testing/with-lambda.ts';
import { pythonOf } from './python-command.ts';

const { use, createFunction, invoke } = withLambda();

const source = `
const { AWS_LAMBDA_LOG_FORMAT, AWS_LAMBDA_LOG_LEVEL } = process.env;
export const handler = async (event) => {
  if (event.late) await new Promise((resolve) => setTimeout(resolve, 60_000));
  console.debug('fine');
  console.log('hello', { a: 1 });
  console.warn({ b: 2 });
  console.error(new RangeError('out'));
  process.stdout.write('plain\\n');
  if (event.fails) throw new TypeError('broken');
  return [AWS_LAMBDA_LOG_FORMAT, AWS_LAMBDA_LOG_LEVEL];
};`;

/** The lines of one invocation's log, those of JSON read. */
async function logOf(name: string, event: object = {}) {
  const { value, logTail, requestId } = await invoke(name, event);
  const lines = logTail.trimEnd().split('\n');
  return { value, requestId, lines: lines.map((line) => (line.startsWith('{') ? JSON.parse(line) : line)) };
}

const json = (more: LoggingConfig = {}) => ({ LoggingConfig: { LogFormat: 'JSON' as const, ...more } });
const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

describe('a function whose log format is JSON', () => {
  it('logs one JSON object a call, and records of the platform', async () => {
    await createFunction('json', source, json());
    const { value, requestId, lines } = await logOf('json');
    expect(value).toEqual(['JSON', 'INFO']);
    const [start, ...rest] = lines;
    const report = rest.pop();
    expect(start).toEqual({
      time: timestamp,
      type: 'platform.start',
      record: { requestId, version: '$LATEST' },
    });
    expect(rest).toEqual([
      { timestamp, level: 'INFO', requestId, message: 'hello { a: 1 }' },
      { timestamp, level: 'WARN', requestId, message: { b: 2 } },
      {
        timestamp,
        level: 'ERROR',
        requestId,
        message: expect.objectContaining({
          errorType: 'RangeError',
          errorMessage: 'out',
          stackTrace: expect.any(Array),
        }),
      },
      'plain',
    ]);
    expect(report).toEqual({
      time: timestamp,
      type: 'platform.report',
      record: {
        requestId,
        metrics: {
          durationMs: expect.any(Number),
          billedDurationMs: expect.any(Number),
          memorySizeMB: 128,
          maxMemoryUsedMB: expect.any(Number),
          initDurationMs: expect.any(Number),
        },
        status: 'success',
      },
    });
    const logGroupName = '/aws/lambda/json';
    const { events = [] } = await use().logs.operations.FilterLogEvents({ logGroupName });
    expect(JSON.parse(events[0]?.message ?? '')).toMatchObject({
      type: 'platform.initStart',
      record: { initializationType: 'on-demand', phase: 'init', runtimeVersion: 'nodejs:24.x' },
    });
  });

  it('logs an error that ends an invocation', async () => {
    await createFunction('failing', source, json({ ApplicationLogLevel: 'ERROR' }));
    const { lines } = await logOf('failing', { fails: true });
    const errors = lines.filter(({ level }) => level === 'ERROR');
    expect(errors.map(({ message }) => message.errorType)).toEqual(['RangeError', 'TypeError']);
    expect(errors[1].message).toMatchObject({ errorMessage: 'broken', stackTrace: expect.any(Array) });
  });

  it('leaves out what is below its levels', async () => {
    await createFunction('quiet', source, json({ ApplicationLogLevel: 'WARN', SystemLogLevel: 'WARN' }));
    const { value, lines } = await logOf('quiet');
    expect(value).toEqual(['JSON', 'WARN']);
    expect(lines.map((line) => line.level ?? line)).toEqual(['WARN', 'ERROR', 'plain']);
    await createFunction('chatty', source, json({ ApplicationLogLevel: 'DEBUG', SystemLogLevel: 'DEBUG' }));
    const all = await logOf('chatty');
    expect(all.lines.map((line) => line.level ?? line.type ?? line)).toEqual([
      'platform.start',
      'DEBUG',
      'INFO',
      'WARN',
      'ERROR',
      'plain',
      'platform.runtimeDone',
      'platform.report',
    ]);
  });

  it('has the reason in the record of an invocation that timed out, whatever the level', async () => {
    await createFunction('late', source, { ...json({ SystemLogLevel: 'WARN' }), Timeout: 1 });
    const { lines, requestId } = await logOf('late', { late: true });
    expect(lines.map(({ type, record }) => [type, record.requestId, record.status])).toEqual([
      ['platform.runtimeDone', requestId, 'timeout'],
      ['platform.report', requestId, 'timeout'],
    ]);
  });

  it('gets defaults, keeps what a change lacks, and loses its levels with the format', async () => {
    await createFunction('changed', source);
    const { operations } = use().lambda;
    const change = async (LoggingConfig: LoggingConfig) => {
      const changed = await operations.UpdateFunctionConfiguration({
        FunctionName: 'changed',
        LoggingConfig,
      });
      await invoke('changed');
      return changed.LoggingConfig;
    };
    const LogGroup = '/aws/lambda/changed';
    const levels = { ApplicationLogLevel: 'INFO', SystemLogLevel: 'DEBUG' };
    expect(await change({ LogFormat: 'JSON', SystemLogLevel: 'DEBUG' })).toEqual({
      LogFormat: 'JSON',
      ...levels,
      LogGroup,
    });
    expect(await change({ LogGroup: 'other' })).toEqual({ LogFormat: 'JSON', ...levels, LogGroup: 'other' });
    await expect(change({ LogFormat: 'Text', SystemLogLevel: 'INFO' })).rejects.toThrow('LogFormat JSON');
    await expect(change({ ApplicationLogLevel: 'LOUD' as 'INFO' })).rejects.toThrow("Value 'LOUD'");
    expect(await change({ LogFormat: 'Text' })).toEqual({ LogFormat: 'Text', LogGroup: 'other' });
  });
});

const python = `
import logging
logger = logging.getLogger('own')
def handler(event, context):
    print('printed')
    logger.debug('fine')
    logger.info('hello', extra={'color': 'red'})
    try:
        1 / 0
    except ZeroDivisionError:
        logger.exception('caught')
    raise KeyError('lost')
`;

const mustHavePython = process.env.REQUIRE_PYTHON_TOOLS === '1';

// Where the machine has no Python, the runtime says so by name.
describe.runIf(mustHavePython || (await pythonOf('python3.13')))(
  'such a Python function (needs Python)',
  () => {
    it('logs the records of logging as JSON, and prints text', async () => {
      const settings = { ...json(), Runtime: 'python3.13' as const, Handler: 'app.handler', MemorySize: 256 };
      await createFunction('python', python, settings, 'app.py');
      const { requestId, lines } = await logOf('python');
      const [, printed, hello, caught, failure] = lines;
      expect(printed).toBe('printed');
      const common = { timestamp, requestId };
      expect(hello).toEqual({ ...common, level: 'INFO', message: 'hello', logger: 'own', color: 'red' });
      expect(caught).toMatchObject({
        ...common,
        level: 'ERROR',
        errorType: 'ZeroDivisionError',
        errorMessage: 'division by zero',
      });
      expect(caught.stackTrace).toEqual([
        expect.stringContaining('File "/var/task/app.py", line 9, in handler'),
      ]);
      expect(failure).toMatchObject({ timestamp, log_level: 'ERROR', errorType: 'KeyError', requestId });
    });
  },
);
