import { describe, expect, inject, it } from 'vitest';
import { apilogs, storyOf } from './apilogs-command.ts';

const { url, stackName } = inject('sample');
async function call(apiPath: string): Promise<{ status: number; body: string; id: string }> {
  const response = await fetch(`${url}${apiPath}`);
  return {
    status: response.status,
    body: await response.text(),
    id: response.headers.get('x-amzn-requestid') ?? '',
  };
}

it.each(['', '/proxy'])('greets who is on the list, at %s/greetings/{name}', async (prefix) => {
  expect(await call(`${prefix}/greetings/Ada`)).toMatchObject({
    status: 200,
    body: '{"greeting":"Good morning, Ada!"}',
  });
  const { status, body, id } = await call(`${prefix}/greetings/Bob`);
  expect(status).toBe(404);
  expect(JSON.parse(body)).toMatchObject({ code: 'NotFound', requestId: id });
});

describe('the id of a response', () => {
  it.each(['', '/proxy'])('leads to every line of the request, at %s/greetings/{name}', async (prefix) => {
    const [wanted, other] = await Promise.all([
      call(`${prefix}/greetings/Ada`),
      call(`${prefix}/greetings/Grace`),
    ]);
    const events = await storyOf(stackName, wanted.id);
    expect(new Set(events.map(({ source }) => source))).toEqual(new Set(['execution', 'access', 'function']));
    const text = events.map(({ message }) => message).join('\n');
    expect(text).not.toContain(other.id);
    expect(text).toContain(`HTTP Method: GET, Resource Path: ${prefix}/greetings/Ada`);
    const functionId = events.find(({ source }) => source === 'function')?.requestId ?? '';
    expect(text).toContain(`AWS Integration Endpoint RequestId : ${functionId}`);
    for (const part of ['START', 'END', 'REPORT']) expect(text).toContain(`${part} RequestId: ${functionId}`);
    expect(await storyOf(stackName, functionId)).toEqual(events);
  });

  it('is in each line of a log with prefixes, and in each entry of a structured one', async () => {
    const prefixed = await call('/greetings/Ada');
    const structured = await call('/proxy/greetings/Ada');
    await storyOf(stackName, prefixed.id);
    await storyOf(stackName, structured.id);
    const found = async (id: string) =>
      (await apilogs(stackName, '--no-stream')).split('\n').filter((line) => line.includes(id));
    const lines = await found(prefixed.id);
    expect(lines.filter((line) => /\] greeting$|\] Ada$/.test(line))).toHaveLength(2);
    const entry = (await found(structured.id)).find((line) => line.includes('correlation_id')) ?? '';
    expect(entry).toContain(`"correlation_id":"${structured.id}"`);
  });
});

it('shows no headers and bodies in the execution log', async () => {
  const { id } = await call('/greetings/Ada');
  const text = (await storyOf(stackName, id)).map(({ message }) => message).join('\n');
  expect(text).not.toContain('Method request headers');
  expect(text).not.toContain('Method request body');
});
