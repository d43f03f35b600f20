import { describe, expect, it } from 'vitest';
import { isNavigation, senderOf } from './sender.ts';

const trusted = { token: 'secret', allowedOrigins: new Set(['https://app.example']) };
const host = '127.0.0.1:4566';
const sender = (headers: Record<string, string>) =>
  senderOf({ method: 'GET', headers: { host, ...headers } }, trusted);
const from = (site: string, more: Record<string, string> = {}) =>
  sender({ 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', ...more });

describe('the sender of a request', () => {
  it.each([
    {},
    // Node's fetch, which sends this one alone.
    { 'sec-fetch-mode': 'cors' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'none', referer: 'https://evil.example/' },
  ])('is a program, or the user, with %j', (headers) => {
    expect(sender(headers)).toBe('program');
  });

  it.each([
    'http://localhost:5173',
    'https://localhost',
    'http://127.0.0.1:4566',
    'http://127.8.9.1',
    'http://[::1]:80',
    'http://a.b.localhost:1',
    'https://app.example',
  ])('is a page of this machine with the origin %s', (origin) => {
    expect(sender({ origin })).toBe('local');
    expect(from('cross-site', { origin, referer: 'https://evil.example/' })).toBe('local');
  });

  it.each([
    'https://evil.example',
    'null',
    '',
    'localhost',
    'file://localhost',
    'chrome-extension://localhost',
    'ftp://localhost',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://evil.example#.localhost',
    'http://evil.example/.localhost',
    'http://xlocalhost',
    'http://127.0.0.1:4566:localhost',
    'http://localhost:x',
    'https://app.example:444',
    'https://abc.execute-api.us-east-1.amazonaws.com',
    'https://evil.localhost.localstack.cloud',
  ])('is foreign with the origin %s', (origin) => {
    expect(sender({ origin })).toBe('foreign');
    expect(from('same-site', { origin, referer: 'http://localhost/' })).toBe('foreign');
  });

  it('is a page of this machine with the origin of the host itself', () => {
    const api = 'abc.execute-api.localhost.localstack.cloud:4566';
    expect(sender({ host: api, origin: `http://${api}` })).toBe('local');
    expect(sender({ host: api.toUpperCase(), origin: `https://${api}` })).toBe('local');
    expect(sender({ host: api, origin: `HTTP://${api.toUpperCase()}` })).toBe('local');
    expect(sender({ host: api, origin: `x-http://${api}` })).toBe('foreign');
    const hostless = { method: 'GET', headers: { origin: 'http://undefined' } };
    expect(senderOf(hostless, trusted)).toBe('foreign');
  });

  it('is known by the Referer where there is no origin', () => {
    expect(from('cross-site', { referer: 'http://a.localhost:1/x' })).toBe('local');
    expect(from('cross-site', { referer: 'https://app.example/x' })).toBe('local');
    expect(from('cross-site', { referer: 'https://evil.example/localhost' })).toBe('foreign');
    expect(from('cross-site', { referer: 'localhost' })).toBe('foreign');
    expect(from('cross-site')).toBe('foreign');
    expect(sender({ referer: 'https://evil.example/' })).toBe('foreign');
    expect(sender({ referer: 'http://localhost/' })).toBe('local');
    const posted = { method: 'POST', headers: { referer: 'https://evil.example/' } };
    expect(senderOf(posted, trusted)).toBe('program');
    expect(senderOf({ ...posted, method: 'HEAD' }, trusted)).toBe('foreign');
  });

  it('is a page of this machine where the browser says so', () => {
    expect(from('same-origin')).toBe('local');
    expect(from('same-site')).toBe('local');
  });

  it('is a page of this cloud with the token, from the same origin alone', () => {
    const token = { 'x-local-cloud-token': 'secret' };
    expect(from('same-origin', token)).toBe('own');
    expect(from('same-origin', { 'x-local-cloud-token': 'guess!' })).toBe('local');
    expect(from('same-origin', { 'x-local-cloud-token': 'secret and more' })).toBe('local');
    expect(from('same-site', { ...token, origin: 'http://localhost:1' })).toBe('local');
    expect(from('cross-site', token)).toBe('foreign');
  });
});

describe('a navigation', () => {
  it('is a GET for a document, or from a browser that does not say what for', () => {
    expect(isNavigation({ method: 'GET', headers: { 'sec-fetch-dest': 'document' } })).toBe(true);
    expect(isNavigation({ method: 'HEAD', headers: {} })).toBe(true);
    expect(isNavigation({ method: 'GET', headers: { 'sec-fetch-dest': 'iframe' } })).toBe(false);
    expect(isNavigation({ method: 'GET', headers: { 'sec-fetch-dest': 'image' } })).toBe(false);
    expect(isNavigation({ method: 'POST', headers: { 'sec-fetch-dest': 'document' } })).toBe(false);
    expect(isNavigation({ method: 'GET', headers: { origin: 'https://evil.example' } })).toBe(false);
  });
});
