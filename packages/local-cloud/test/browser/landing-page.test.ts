import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudUnderTest, startCloud } from '../cloud-under-test.ts';
import { browserPath, mustHaveBrowser, startBrowser } from './browser.ts';

const template = {
  Description: 'Echoes a name.',
  // Without a version SAM deploys a second stage that is called Stage.
  Globals: { Api: { OpenApiVersion: '3.0.1' } },
  Metadata: { Sample: { Try: "curl '{ApiUrl}/?name=Ada'", Lesson: 'apps/echo/README.md' } },
  Resources: {
    Echo: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        InlineCode: `exports.handler = async ({ queryStringParameters }) => {
  console.log('called by', queryStringParameters.name);
  if (queryStringParameters.name === 'nobody') throw new Error('no name');
  return { statusCode: 200, body: '{}' };
};`,
        Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } },
      },
    },
  },
  Outputs: { ApiId: { Value: { Ref: 'ServerlessRestApi' } } },
};

describe.skipIf(browserPath === undefined && !mustHaveBrowser)('the landing page (needs Chromium)', () => {
  let cloud: CloudUnderTest;
  let browser: Browser;
  let page: Page;
  let api: string;
  const problems: string[] = [];
  beforeAll(async () => {
    cloud = await startCloud();
    await cloud.createStack('echo', template);
    const { ApiId } = await cloud.outputsOf('echo');
    api = `${cloud.url}/restapis/${ApiId}/Prod/_user_request_/`;
    browser = await startBrowser();
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(cloud.url);
  });
  afterAll(async () => {
    await browser?.close();
    await cloud?.[Symbol.asyncDispose]();
  });

  it('shows the lesson, and copies the command to try', async () => {
    await page.getByText('apps/echo/README.md').waitFor();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const { port } = new URL(cloud.url);
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe(`curl 'http://echo.localhost:${port}/?name=Ada'`);
  });

  it('shows a request as it comes, with its status and what its function wrote, as text and never as markup', async () => {
    await page.getByText('No API was called yet.').waitFor();
    await fetch(`${api}?name=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
    const summary = page.locator('summary').first();
    await summary.waitFor();
    expect(await summary.textContent()).toMatch(/^200 GET 127\.0\.0\.1:\d+\/restapis\//);
    await summary.click();
    await page.getByText('called by <img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  it('shows why a call failed, with the request id of the response', async () => {
    const response = await fetch(`${api}?name=nobody`);
    const id = response.headers.get('x-amzn-requestid') ?? '';
    const failed = page.locator('details', { hasText: id });
    await failed.locator('summary').click();
    expect(await failed.textContent()).toMatch(/^502 GET .*no name/s);
  });

  it('reports no error of its own, and obeys its policy', () => {
    expect(problems).toEqual([]);
  });
});
