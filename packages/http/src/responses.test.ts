import { describe, expect, it } from 'vitest';
import { binary, empty, html, json, text } from './index.ts';

describe('responses', () => {
  it('json writes the value and its content type', () => {
    expect(json({ a: 'é' }, { status: 201 })).toEqual({
      statusCode: 201,
      headers: { 'content-type': 'application/json' },
      body: '{"a":"é"}',
    });
  });

  it('text and html name their charset', () => {
    expect(text('hi').headers).toEqual({ 'content-type': 'text/plain; charset=utf-8' });
    expect(html('<p>hi').headers).toEqual({ 'content-type': 'text/html; charset=utf-8' });
  });

  it('binary encodes exactly the bytes of the view', () => {
    const view = new Uint8Array([0, 1, 254, 255]).subarray(1, 3);
    expect(binary(view, 'image/png')).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'image/png' },
      body: 'Af4=',
      isBase64Encoded: true,
    });
  });

  it('empty is 204 unless another status is given', () => {
    expect(empty()).toEqual({ statusCode: 204, headers: {}, body: '' });
    expect(empty({ status: 200 }).statusCode).toBe(200);
    expect(empty({ status: 599 }).statusCode).toBe(599);
  });

  it('lets a content type in upper or lower case replace the default one', () => {
    expect(json({}, { headers: { 'Content-Type': 'application/problem+json' } }).headers).toEqual({
      'content-type': 'application/problem+json',
    });
  });

  it('repeats a header that has several values (PR-7)', () => {
    expect(empty({ headers: { 'Set-Cookie': ['a=1', 'b=2'] } }).multiValueHeaders).toEqual({
      'set-cookie': ['a=1', 'b=2'],
    });
  });
});

describe('bad arguments of responses', () => {
  it.each([199, 600, 200.5, Number.NaN])('are statuses like %d', (status) => {
    expect(() => empty({ status })).toThrow(
      new RangeError(`Expected an integer from 200 to 599 for status, received ${status}`),
    );
  });

  it.each(['a\r\nb: c', 'a\u0000', 'a\tb', 'a\u007f'])('are header values like %j', (value) => {
    expect(() => empty({ headers: { 'X-A': value } })).toThrow(
      new TypeError(
        `Expected a string without control characters for header X-A, received ${JSON.stringify(value)}`,
      ),
    );
    expect(() => empty({ headers: { 'X-A': ['fine', value] } })).toThrow(TypeError);
  });

  it.each(['', 'a b', 'a:b', 'a\r\nb', 'é'])('are header names like %j', (name) => {
    expect(() => empty({ headers: { [name]: 'x' } })).toThrow(
      /^Expected letters, .* for header name, received/,
    );
  });

  it('are header values of other types', () => {
    const headers = JSON.parse('{"retry-after": 5}');
    expect(() => empty({ headers })).toThrow(
      'Expected a string or a list of strings for header retry-after, received 5',
    );
    const list = JSON.parse('{"retry-after": ["5", 5]}');
    expect(() => empty({ headers: list })).toThrow(
      'Expected a string without control characters for header retry-after, received 5',
    );
  });

  it.each([undefined, () => 1])('are values JSON cannot express, like %o', (value) => {
    expect(() => json(value)).toThrow(/^Expected a value that JSON can express for body/);
  });
});
