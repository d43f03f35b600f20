import { describe, expect, inject, it } from 'vitest';
import { get } from './request.ts';

const { outputs } = inject('sample');

describe('GET /redirect', () => {
  it.each(['300', '301', '302', '303', '307', '308'])('responds %s with the location', async (status) => {
    const location = 'https://docs.aws.amazon.com/apigateway/?a=1&b=%C3%A9#top';
    const response = await get('/redirect', { status, location });
    expect(response.status).toBe(Number(status));
    expect(response.headers.get('location')).toBe(location);
    expect(await response.json()).toEqual({ location });
  });

  it('responds 302 without a status', async () => {
    const response = await get('/redirect', { location: "/it's/here" });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe("/it's/here");
  });

  it.each([
    ['', 'a percent-encoded URI'],
    ['notes', 'an absolute http or https URL or a path from /'],
    ['//evil.example', 'an absolute http or https URL or a path from /'],
    ['/\\evil.example', 'a percent-encoded URI'],
    ['\\\\evil.example', 'a percent-encoded URI'],
    ['javascript:alert(1)', 'an absolute http or https URL or a path from /'],
    ['data:text/html,x', 'an absolute http or https URL or a path from /'],
    ['/a\r\nSet-Cookie: a=b', 'a percent-encoded URI'],
    ['/a\nb', 'a percent-encoded URI'],
    ['/a\u2028b', 'a percent-encoded URI'],
    ['/a\u0085b', 'a percent-encoded URI'],
    ['/😀', 'a percent-encoded URI'],
    [' /a', 'a percent-encoded URI'],
    ['https://evil.example/', 'a path from / or one of the hosts ["docs.aws.amazon.com","www.example.com"]'],
    [
      'https://docs.aws.amazon.com@evil.example/',
      'a path from / or one of the hosts ["docs.aws.amazon.com","www.example.com"]',
    ],
    [
      'https://docs.aws.amazon.com.evil.example/',
      'a path from / or one of the hosts ["docs.aws.amazon.com","www.example.com"]',
    ],
    [
      'https://docs.aws.amazon.com:8443/',
      'a path from / or one of the hosts ["docs.aws.amazon.com","www.example.com"]',
    ],
  ])('does not redirect to %j', async (location, expected) => {
    const response = await get('/redirect', { location });
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.json()).toEqual({
      code: 'BadRequest',
      message: `Expected ${expected} for location, received ${JSON.stringify(location)}`,
      requestId: response.headers.get('x-amzn-requestid'),
    });
  });

  it.each([
    '304',
    '200',
    '999',
    '302.0',
    '"',
    '$x #set($y = 1)',
    '[BadRequest]',
    'HandlerDemo.ResponseFound:',
  ])('refuses the status %j', async (status) => {
    const response = await get('/redirect', { status, location: '/' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      message: `Expected one of 300, 301, 302, 303, 307, 308 for status, received ${JSON.stringify(status)}`,
    });
  });
});

describe('GET /notes', () => {
  it('responds 200 with a note', async () => {
    const response = await get('/notes', { title: 'Welcome' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ title: 'Welcome', text: 'Swim & read' });
  });

  it('redirects a former title to the present one, within the stage', async () => {
    const response = await get('/notes', { title: 'Hello' });
    expect(response.status).toBe(301);
    const location = response.headers.get('location') ?? '';
    expect(location).toBe(`/${outputs.ApiStage}/notes?title=Welcome`);
  });
});

describe('the page for a note that does not exist', () => {
  async function page(title: string): Promise<string> {
    const response = await get('/notes', { title });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    return response.text();
  }

  it('shows the fail whale and the title that was not found', async () => {
    const html = await page('Farewell');
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('<svg role="img" aria-label="The fail whale"');
    expect(html).toContain('<p>There is no note called “Farewell”</p>');
  });

  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'],
    ["' & &lt;", '&#39; &amp; &amp;lt;'],
    ['$input.body #set($x = 1) #stop ${x}', '$input.body #set($x = 1) #stop ${x}'],
    ['a\nb\u2028c\\"d\\', 'a\nb\u2028c\\&quot;d\\'],
    ['שלום 🐳 é', 'שלום 🐳 é'],
    ['[BadRequest] HandlerDemo.MovedPermanently: x', '[BadRequest] HandlerDemo.MovedPermanently: x'],
    ['', ''],
  ])('shows %j as text', async (title, shown) => {
    const html = await page(title);
    expect(html).toContain(`<p>There is no note called “${shown}”</p>`);
    expect(html.match(/<\w+/g)).toEqual((await page('Farewell')).match(/<\w+/g));
  });
});
