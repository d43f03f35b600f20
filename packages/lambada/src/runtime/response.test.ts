import { describe, expect, it } from 'vitest';
import { Response } from './response.ts';

describe('Response', () => {
  it.each([
    [Response.ok({ a: 1 }), 200, { a: 1 }, {}],
    [Response.ok('<p>', 'text/html'), 200, '<p>', { 'Content-Type': ['text/html'] }],
    [Response.created('/notes/7'), 201, undefined, { Location: ['/notes/7'] }],
    [Response.accepted(), 202, undefined, {}],
    [Response.noContent(), 204, undefined, {}],
    [Response.seeOther('/x'), 303, undefined, { Location: ['/x'] }],
    [Response.notModified('"1"'), 304, undefined, { ETag: ['"1"'] }],
    [
      Response.temporaryRedirect(new URL('https://a.example/b')),
      307,
      undefined,
      { Location: ['https://a.example/b'] },
    ],
    [Response.permanentRedirect('/y'), 308, undefined, { Location: ['/y'] }],
    [Response.notAcceptable(), 406, undefined, {}],
    [Response.serverError(), 500, undefined, {}],
    [Response.status(418).entity('tea').type('text/plain'), 418, 'tea', { 'Content-Type': ['text/plain'] }],
  ])('has status, entity and headers: %#', (builder, status, entity, headers) => {
    const built = builder.build();
    expect([built.status, built.entity, Object.fromEntries(built.headers)]).toEqual([
      status,
      entity,
      headers,
    ]);
  });

  it('adds values to a header, and replaces its type and location, whatever their case', () => {
    const builder = Response.ok().header('Vary', 'Accept').header('vary', 'Origin');
    const { headers } = builder
      .header('content-type', 'a/b')
      .type('c/d')
      .location('/1')
      .location('/2')
      .build();
    expect(Object.fromEntries(headers)).toEqual({
      Vary: ['Accept', 'Origin'],
      'Content-Type': ['c/d'],
      Location: ['/2'],
    });
  });

  it('encodes the value of a cookie', () => {
    const options = { path: '/', maxAge: 60, httpOnly: true, secure: true, sameSite: 'Strict' } as const;
    const { headers } = Response.ok().cookie('a', 'b; c', options).cookie('d', 'e').build();
    expect(headers.get('Set-Cookie')).toEqual([
      'a=b%3B%20c; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Strict',
      'd=e',
    ]);
  });

  it.each([
    [() => Response.status(99), 'Expected a status from 200 to 599, received 99'],
    [() => Response.ok().header('a b', '1'), 'Expected a header name, received "a b"'],
    [
      () => Response.ok().header('A', 'b\r\nSet-Cookie: c'),
      'without line breaks for A, received "b\\r\\nSet',
    ],
    [() => Response.ok().cookie('a=b', ''), 'Expected a cookie name, received "a=b"'],
    [
      () => Response.ok().cookie('a', '', { path: '/;Domain=x' }),
      'without ";" for a, received Path=/;Domain=x',
    ],
  ])('refuses what would be another header: %#', (build, message) => {
    expect(build).toThrow(message);
  });
});
