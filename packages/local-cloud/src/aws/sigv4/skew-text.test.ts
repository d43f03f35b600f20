import { expect, it } from 'vitest';
import { skewText } from './skew-text.ts';

const now = Date.UTC(2026, 10, 22, 12, 0, 0, 123);
const at = (date?: string) =>
  skewText({ method: 'GET', path: '/', rawQuery: '', headers: date ? { 'x-amz-date': [date] } : {} }, now);

it('says which times are too far apart', () => {
  expect(at('20261122T115000Z')).toBe(
    'Signature expired: 20261122T115000Z is now earlier than 20261122T115500Z (20261122T120000Z - 5 min.)',
  );
  // The milliseconds that it is late do not show.
  expect(at('20261122T115500Z')).toMatch(/^Signature expired/);
  expect(at('20261122T120000Z')).toMatch(/^Signature not yet current/);
  expect(at('20261122T121000Z')).toBe(
    'Signature not yet current: 20261122T121000Z is still later than 20261122T120500Z (20261122T120000Z + 5 min.)',
  );
});

it('says nothing of a request without a time in its headers', () => {
  expect(at()).toBeUndefined();
});
