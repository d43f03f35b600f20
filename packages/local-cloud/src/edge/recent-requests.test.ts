import { expect, it } from 'vitest';
import { createRecentRequests } from './recent-requests.ts';

const request = (requestId: string) => ({
  requestId,
  startedAt: 0,
  milliseconds: 1,
  method: 'GET',
  url: 'hello.localhost/hello',
  status: 200,
});

it('lists the newest request first, with what its function wrote before and after it was noted', () => {
  const recent = createRecentRequests();
  const environment = recent.output.open('hello');
  environment.begin('a');
  environment.line('before');
  recent.note(request('a'));
  environment.line('after');
  recent.note(request('b'));

  expect(recent.list()).toEqual([
    { ...request('b'), lines: [] },
    { ...request('a'), lines: ['before', 'after'] },
  ]);
});

it('keeps 50 requests, and 30 lines of 500 characters of each', () => {
  const recent = createRecentRequests();
  const environment = recent.output.open('hello');
  for (let number = 0; number < 200; number++) {
    environment.begin(String(number));
    for (let line = 0; line < 40; line++) environment.line('x'.repeat(600));
    recent.note(request(String(number)));
  }

  const list = recent.list();
  expect(list).toHaveLength(50);
  expect(list[0]?.requestId).toBe('199');
  expect(list.map(({ lines }) => lines.length)).toEqual(Array.from({ length: 50 }, () => 30));
  expect(list[49]?.lines[0]).toHaveLength(500);
});

it('keeps the reason for which a call failed', () => {
  const recent = createRecentRequests();
  const environment = recent.output.open('hello');
  environment.begin('a');
  environment.failed('Task timed out after 3.00 seconds');
  recent.note(request('a'));
  expect(recent.list()[0]?.lines).toEqual(['Task timed out after 3.00 seconds']);
});
