import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { progressLine, showProgress } from './show-progress.ts';

describe('the progress of an analysis', () => {
  it('has a bar, the rate and the time that is left', () => {
    expect(progressLine(5000, 0.25, 2)).toBe('██████░░░░░░░░░░░░░░░░░░ 5000 genes, 2500 a second, 6 s left');
    expect(progressLine(0, 0, 0)).toBe('░░░░░░░░░░░░░░░░░░░░░░░░ 0 genes, 0 a second, … left');
  });

  it.each([
    [true, /20 genes/],
    [false, /^$/],
  ])('is shown if the stream is a terminal (%s)', (isTTY, shown) => {
    const stream = Object.assign(new PassThrough(), { isTTY });
    const progress = showProgress(stream, () => 0.5);
    progress.add(20);
    progress.end();
    expect(String(stream.read() ?? '')).toMatch(shown);
  });
});
