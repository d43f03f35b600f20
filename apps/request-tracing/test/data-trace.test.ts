// The parameter DataTrace in a stack of its own: what the README warns of.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { deploySample, describeStack, openTarget, removeStack } from '@samples/deployment';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { cloudVariables, storyOf } from './apilogs-command.ts';

const stackName = `${inject('sample').stackName}-traced`;
const environment = cloudVariables();
let url = '';

beforeAll(async () => {
  const parameters = { DataTrace: 'true', AccountRole: 'keep' };
  const root = path.resolve(import.meta.dirname, '../../..');
  const deployed = await deploySample({
    sample: 'request-tracing',
    root,
    stackName,
    environment,
    parameters,
    report: () => {},
  });
  url = deployed.url ?? '';
});
afterAll(async () => {
  using target = openTarget(environment);
  const stack = await describeStack(target.cloudFormation, stackName);
  if (stack) await removeStack(target.cloudFormation, stack, { pace: target.pace, report: () => {} });
});

it('keeps what users send in the execution log: headers, bodies and what they ask for', async () => {
  const response = await fetch(`${url}/greetings/Ada?password=hunter2`, {
    headers: { 'x-session': 'a-token' },
  });
  const id = response.headers.get('x-amzn-requestid') ?? '';
  const events = await storyOf(stackName, id);
  const text = events.map(({ message }) => message).join('\n');
  expect(text).toContain('Method request query string: {password=hunter2}');
  expect(text).toMatch(/Method request headers: \{.*x-session=a-token/);
  expect(text).toMatch(
    /Endpoint request body after transformations: \{\s+"requestId": ".*",\s+"name": "Ada"\s+\}/,
  );
  expect(text).toContain('Method response body after transformations: {"greeting":"Good morning, Ada!"}');
});

it('is off by default, and the README and the template warn of it', async () => {
  const folder = path.resolve(import.meta.dirname, '../../..');
  const readme = await readFile(path.join(folder, 'apps/request-tracing/README.md'), 'utf8');
  const template = await readFile(path.join(folder, 'infra/request-tracing/template.yaml'), 'utf8');
  expect(readme).toContain(
    'They hold what your users send, passwords and tokens among it, and the log keeps them',
  );
  expect(readme).toContain('never in production');
  expect(template).toMatch(
    /DataTrace:\n\s+Type: String\n\s+AllowedValues: .*\n\s+Default: 'false'\n.*leave it off in production/,
  );
});
