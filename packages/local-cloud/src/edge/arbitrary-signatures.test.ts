import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const { url } = withCloud();

describe('Signature Version 4', () => {
  const scope = fc
    .tuple(
      fc.constantFrom('test', 'x', ''),
      fc.constantFrom('20260101', 'x'),
      fc.constantFrom('us-east-1', ''),
      fc.constantFrom('s3', 'lambda', 'logs', 'iam', 'none', '__proto__', ''),
      fc.constantFrom('aws4_request', ''),
    )
    .map((parts) => parts.join('/'));
  const authorization = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('AWS4-HMAC-SHA256', 'AWS', 'Bearer'),
        scope,
        fc.constantFrom('host', 'host;x-amz-date', '', ';', 'constructor'),
        fc.constantFrom('0'.repeat(64), '', 'z'),
      )
      .map(([kind, credential, names, signature]) =>
        [`${kind} Credential=${credential}`, `SignedHeaders=${names}`, `Signature=${signature}`].join(', '),
      ),
    fc.string({ maxLength: 20 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
  );
  const query = fc
    .array(
      fc
        .tuple(
          fc.constantFrom('Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'),
          fc.oneof(
            scope.map(encodeURIComponent),
            fc.constantFrom('AWS4-HMAC-SHA256', '%', '-1', '9e99', 'host'),
          ),
        )
        .map(([name, value]) => `X-Amz-${name}=${value}`),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('&'));
  const host = fc.constantFrom('localhost', 'x.execute-api.localhost', 'b.s3.localhost', '[', '');
  const date = fc.constantFrom('20260101T000000Z', 'x', '');

  it('is refused in every wrong form', async () => {
    await fc.assert(
      fc.asyncProperty(authorization, query, host, date, async (given, rawQuery, name, time) => {
        const lines = [
          `POST /?${rawQuery} HTTP/1.1`,
          `Host: ${name}`,
          `Authorization: ${given}`,
          `X-Amz-Date: ${time}`,
          'Content-Length: 0',
          'Connection: close',
        ];
        expect(await responseTo(`${lines.join('\r\n')}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 (4\d\d|501) /);
      }),
      { numRuns: 300 },
    );
  });

  /** The whole response on a connection of its own. */
  async function responseTo(bytes: string): Promise<string> {
    const socket = connect(Number(new URL(url()).port), '127.0.0.1').setTimeout(10_000, () =>
      socket.destroy(),
    );
    socket.end(bytes);
    return (await socket.setEncoding('utf8').toArray()).join('');
  }
});
