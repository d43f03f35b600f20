import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { scriptedEndpoint } from '@samples/deployment/testing';
import { describe, expect, it } from 'vitest';

const commands = ['deploy', 'delete-stack', 'delete-bucket', 'build', 'new'];
const nowhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1' };

describe.each(commands)('%s', (command) => {
  it('explains itself', async () => {
    const { code, stdout } = await run(command, ['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: node scripts/${command}\\.ts `));
  });

  it('refuses an option it does not have, with exit code 2', async () => {
    const { code, stderr } = await run(command, ['--nonsense']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Unknown option '--nonsense'/);
    expect(stderr).toMatch(/See --help\.\n$/);
  });
});

describe('the commands', () => {
  it('report that nothing listens at the endpoint, with exit code 1', async () => {
    const { code, stderr } = await run('delete-stack', ['--stack-name', 'some-stack']);
    expect(code).toBe(1);
    expect(stderr).toBe('Nothing listens at http://127.0.0.1:1: start it with npm start\n');
  });

  it('refuse an endpoint that is not a URL', async () => {
    const environment = { AWS_ENDPOINT_URL: '127.0.0.1:4566' };
    const { code, stderr } = await run('delete-bucket', [], environment);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Expected an http\(s\) URL .* for AWS_ENDPOINT_URL, received "127\.0\.0\.1:4566"\n$/,
    );
  });

  it.each([
    ['delete-stack', ['--stack-name', '1st'], /^Expected a letter, .* received "1st"/],
    ['delete-stack', ['no-such-sample'], /^Expected a sample \(.*\), received no-such-sample/],
    ['deploy', ['hello', '--region', 'Ireland'], /^Expected a region such as us-east-1 for --region/],
    ['new', [], /^Expected one name for the new sample, received none/],
    ['new', ['crud-service'], /^Expected the name of no sample .*, received crud-service/],
    ['new', ['a', '--from', 'nowhere'], /^Expected a sample \(.*\), received nowhere/],
    ['delete-bucket', ['crud-service'], /^Expected only options, received crud-service/],
  ])('%s %j reports wrong usage', async (command, args, message) => {
    const { code, stderr } = await run(command, args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('delete-bucket', () => {
  it('deletes nothing without --yes', async () => {
    await using endpoint = await scriptedEndpoint(() => '');
    await fetch(`${endpoint.environment.AWS_ENDPOINT_URL}/uploads`, { method: 'PUT' });
    const { code, stderr } = await run('delete-bucket', ['--bucket', 'uploads'], endpoint.environment);
    expect(code).toBe(2);
    expect(stderr).toBe('This would delete the bucket uploads and all in it: add --yes\nSee --help.\n');
    expect(endpoint.calls).toEqual(['PUT /uploads', 'GetCallerIdentity', 'HEAD /uploads']);
  });
});

describe('Ctrl-C', () => {
  it('ends a command that waits, with exit code 130', async () => {
    const stack =
      '<StackName>s</StackName><StackId>id</StackId><StackStatus>DELETE_IN_PROGRESS</StackStatus>';
    await using endpoint = await scriptedEndpoint((action) =>
      action === 'DescribeStacks' ? `<Stacks><member>${stack}</member></Stacks>` : '',
    );
    const child = start('delete-stack', ['--stack-name', 's'], endpoint.environment);
    child.stderr.once('data', () => child.kill('SIGINT'));
    const { code, stderr } = await outcomeOf(child);
    expect(code).toBe(130);
    expect(stderr).toBe('Deleting s\nInterrupted. What the target has begun goes on without this command.\n');
  });
});

const run = (command: string, args: string[], environment: Record<string, string> = nowhere) =>
  outcomeOf(start(command, args, environment));

/** One command in a process of its own, as npm starts it. */
function start(command: string, args: string[], environment: Record<string, string>) {
  return spawn(process.execPath, [join(import.meta.dirname, `${command}.ts`), ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function outcomeOf(child: ReturnType<typeof start>) {
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, stdout, stderr };
}
