import { readFile } from 'node:fs/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readmeCommands, runReadmeCommand } from '../../../scripts/testing/readme-commands.ts';
import { deployJavaStack, hasJava, type JavaStack } from './java-stack.ts';
import { physicalId } from './physical-id.ts';

const readme = await readFile(new URL('../java/README.md', import.meta.url), 'utf8');

// Maven may have its plugins to download, and the first call of a function starts a Java machine.
const limits = { setUp: 300_000, test: 30_000 };

describe.skipIf(!hasJava())('in Java (needs java and mvn)', { timeout: limits.test }, () => {
  let stack: JavaStack | undefined;
  beforeAll(async () => {
    stack = await deployJavaStack();
  }, limits.setUp);
  afterAll(() => stack?.remove());

  function get(path: string, location: string): Promise<Response> {
    return fetch(`${stack?.url}${path}?${new URLSearchParams({ location })}`, { redirect: 'manual' });
  }

  it('client 2.4.1 reports the inner exception as the cause', async () => {
    expect(await failure('RedirectByCause')).toEqual({
      errorMessage: 'HandlerDemo.ResponseFound: /notes',
      errorType: 'java.lang.RuntimeException',
      stackTrace: expect.any(Array),
      cause: {
        errorMessage: '/notes',
        errorType: 'redirection.HandlerDemo$ResponseFound',
        stackTrace: expect.any(Array),
      },
    });
  });

  it('client 2.9.0 reports only the outer exception, whose message has all of the inner one', async () => {
    expect(await failure('RedirectByMessage')).toEqual({
      errorMessage: 'HandlerDemo.ResponseFound: /notes',
      errorType: 'java.lang.RuntimeException',
      stackTrace: expect.any(Array),
    });
  });

  describe.each(['/cause', '/message'])('GET %s', (path) => {
    it.each([
      '/notes',
      "/it's/here?a=%22b%22&c=$x#set($y)",
      'https://docs.aws.amazon.com/lambda/',
      'HTTPS://WWW.EXAMPLE.COM?HandlerDemo.ResponseFound:',
    ])('responds 302 with the location %s', async (location) => {
      const response = await get(path, location);
      expect(response.status).toBe(302);
      expect(response.headers.get('location')).toBe(location);
      expect(await response.json()).toEqual({ location });
    });

    it.each([
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/a\r\nSet-Cookie: a=b',
      '/a\u2028',
      '/é',
      'https:///evil.example',
      'https://evil.example/',
      'https://docs.aws.amazon.com@evil.example/',
      'https://docs.aws.amazon.com:8443/',
      'https://docs.aws.amazon.com\\evil',
      'https://%',
    ])('sends nobody to %j', async (location) => {
      const response = await get(path, location);
      expect(response.status).toBe(400);
      expect(response.headers.get('location')).toBeNull();
      expect(await response.json()).toEqual({
        code: 'BadRequest',
        message: 'Expected a path from / or a URL of an allowed host for location',
        requestId: response.headers.get('x-amzn-requestid'),
      });
    });

    it('responds 200 without a location', async () => {
      const response = await get(path, '');
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ message: 'Nobody is sent anywhere' });
    });
  });

  it.each(readmeCommands(readme, 'Try it'))('the README shows what $command prints', async (command) => {
    const { received, expected } = await runReadmeCommand(command, { JAVA_API: stack?.shortUrl ?? '' });
    expect(received).toBe(expected);
  });

  /** What Lambda reports of a function that redirects to `/notes`. */
  async function failure(logicalId: string): Promise<unknown> {
    const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: inject('sample').endpoint });
    const { FunctionError, Payload } = await new LambdaClient(config).send(
      new InvokeCommand({
        FunctionName: await physicalId(stack?.stackName ?? '', logicalId),
        Payload: JSON.stringify({ location: '/notes' }),
      }),
    );
    expect(FunctionError).toBe('Unhandled');
    return JSON.parse(Buffer.from(Payload ?? []).toString());
  }
});
