import { expect, it } from 'vitest';
import { image, sparseGif } from '../test/images.ts';
import { isCompleteGif } from './is-complete-gif.ts';

it.each(['moving.gif', 'golden/moving-200.gif'])('follows the blocks of %s to its trailer', async (name) => {
  expect(isCompleteGif(await image(name))).toBe(true);
});

it('accepts bytes after the trailer', () => {
  expect(isCompleteGif(Buffer.concat([sparseGif(2, 2, 2), Buffer.from('more')]))).toBe(true);
});

it('finds that a GIF ends early, wherever it was cut', () => {
  const gif = sparseGif(4, 4, 3);
  for (let length = 0; length < gif.length; length++)
    expect(isCompleteGif(gif.subarray(0, length))).toBe(false);
});

it('refuses a block of an unknown kind', () => {
  const gif = sparseGif(4, 4, 1);
  gif[19] = 0x40;
  expect(isCompleteGif(gif)).toBe(false);
});
