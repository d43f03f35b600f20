import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { difference, flatPng, image } from './images.ts';
import { rawThumbnail } from './raw-thumbnail.ts';
import { bytesOf, get, post } from './request.ts';

/** On the same processor there is no difference; on another, codecs round differently. */
function expectSame({ mean, most }: { mean: number; most: number }): void {
  expect(mean).toBeLessThanOrEqual(0.5);
  expect(most).toBeLessThanOrEqual(16);
}

const formats = ['png', 'jpeg', 'webp', 'avif', 'gif'];

describe.each([
  ['hills.png', 'png'],
  ['turned.jpeg', 'jpeg'],
  ['hills.webp', 'webp'],
  ['hills.avif', 'avif'],
  ['moving.gif', 'gif'],
])('the thumbnail of %s', (name, format) => {
  it.each([`image/${format}`, 'application/octet-stream', 'application/x-www-form-urlencoded'])(
    'is of the same format when it is sent as %s',
    async (type) => {
      const response = await post('/', await image(name), { 'content-type': type });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(`image/${format}`);
      const { format: received, width } = await sharp(await bytesOf(response)).metadata();
      expect(received).toBe(format === 'avif' ? 'heif' : format);
      expect(width).toBe(200);
    },
  );

  it.each(formats)('has the pixels that raw sharp makes, as %s', async (wanted) => {
    const source = await image(name);
    const thumbnail = await bytesOf(await post(`/?format=${wanted}`, source));
    expectSame(await difference(thumbnail, await rawThumbnail(source, wanted)));
  });

  it('is the golden image', async () => {
    const golden = await image(`golden/${name.replace('.', '-200.')}`);
    expectSame(await difference(await bytesOf(await post('/', await image(name))), golden));
  });
});

describe('a thumbnail', () => {
  it.each(formats)('is of the type image/%s that Accept names', async (format) => {
    const response = await post('/', await image('hills.png'), { accept: `image/${format}` });
    expect(response.headers.get('content-type')).toBe(`image/${format}`);
    const { format: received } = await sharp(await bytesOf(response)).metadata();
    expect(received).toBe(format === 'avif' ? 'heif' : format);
  });

  it('is of the format asked for, whatever Accept says', async () => {
    const response = await post('/?format=webp', await image('hills.png'), { accept: 'image/gif' });
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect((await sharp(await bytesOf(response)).metadata()).format).toBe('webp');
  });

  it('is upright and has no metadata', async () => {
    const source = await image('turned.jpeg');
    expect(await sharp(source).metadata()).toMatchObject({ orientation: 6, width: 240, height: 320 });
    const thumbnail = await bytesOf(await post('/', source));
    const { orientation, exif, icc, width, height } = await sharp(thumbnail).metadata();
    expect({ orientation, exif, icc }).toEqual({});
    expect({ width, height }).toEqual({ width: 200, height: 150 });
  });

  it.each([
    ['gif', { pages: 4, delay: [80, 80, 80, 80] }],
    ['webp', { pages: 4, delay: [80, 80, 80, 80] }],
    ['png', { pages: undefined }],
  ])('of an animation as %s has %o', async (format, expected) => {
    const thumbnail = await bytesOf(await post(`/?format=${format}`, await image('moving.gif')));
    const { pages, delay } = await sharp(thumbnail, { animated: true }).metadata();
    expect({ pages, delay }).toMatchObject(expected);
  });

  it.each([
    ['?width=100', 100, 75],
    ['?height=60', 80, 60],
    ['?width=100&height=100', 100, 75],
    ['?width=100&height=100&fit=cover', 100, 100],
    ['?width=100&height=100&fit=outside', 133, 100],
    ['?width=4000', 320, 240],
  ])('with %s has %i × %i pixels', async (query, width, height) => {
    const thumbnail = await bytesOf(await post(`/${query}`, await image('hills.png')));
    expect(await sharp(thumbnail).metadata()).toMatchObject({ width, height });
  });

  it('is smaller at a lower quality', async () => {
    const source = await image('turned.jpeg');
    const [low, high] = await Promise.all(
      [20, 90].map(async (quality) => bytesOf(await post(`/?quality=${quality}`, source))),
    );
    expect(low?.length).toBeLessThan(high?.length ?? 0);
  });
});

/** What a refusal looks like to every client. */
async function refusal(response: Response): Promise<unknown> {
  expect(response.headers.get('content-type')).toBe('application/json');
  return { status: response.status, ...((await response.json()) as object) };
}

const refused = (status: number, code: string, message: unknown) => ({
  status,
  code,
  message,
  requestId: expect.stringMatching(/^[\da-f-]{36}$/),
});

describe.each(['*/*', 'image/webp', 'application/json'])(
  'to a client that accepts %s, an error is JSON',
  (accept) => {
    it.each([
      ['width=0', 'a whole number from 1 to 8192 for width, received "0"'],
      ['height=1.5', 'a whole number from 1 to 8192 for height, received "1.5"'],
      ['width=%22%5C%27%0A%C3%A9', 'a whole number from 1 to 8192 for width, received "\\"\\\\\'\\né"'],
      ['width=%E2%80%A8%C2%85', 'a whole number from 1 to 8192 for width, received "\u2028\u0085"'],
      ['fit=tight', 'one of cover, contain, fill, inside, outside for fit, received "tight"'],
      ['format=bmp', 'one of png, jpeg, webp, avif, gif for format, received "bmp"'],
      ['format=webp&quality=101', 'a whole number from 1 to 100 for quality, received "101"'],
      [
        'format=png&quality=50',
        'no value with the format png, which loses nothing, for quality, received 50',
      ],
    ])('that %s is wrong', async (query, message) => {
      const response = await post(`/?${query}`, await image('hills.png'), { accept });
      expect(await refusal(response)).toEqual(refused(400, 'BadRequest', `Expected ${message}`));
    });

    it('that the body is no image', async () => {
      for (const body of [
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        '%PDF-1.7',
        'hello',
      ]) {
        const response = await post('/', Buffer.from(body), { accept });
        const message = 'Expected an image of the format png, jpeg, webp, avif, gif, received other bytes';
        expect(await refusal(response)).toEqual(refused(415, 'UnsupportedMediaType', message));
      }
    });

    it('that the type of the body is no image type', async () => {
      const response = await post('/', await image('hills.png'), { accept, 'content-type': 'text/plain' });
      expect(await refusal(response)).toEqual(
        refused(
          415,
          'UnsupportedMediaType',
          expect.stringMatching(/^Expected the Content-Type image\/png, /),
        ),
      );
    });

    // Of an animation cut in two, the first frames are whole.
    it.each([
      ['hills.png', 0.5],
      ['turned.jpeg', 0.5],
      ['hills.webp', 0.5],
      ['hills.avif', 0.5],
      ['moving.gif', 0.1],
    ])('that of %s too much is missing', async (name, part) => {
      const whole = await image(name);
      const response = await post('/', whole.subarray(0, whole.length * part), { accept });
      const message = 'The image is damaged: it cannot be decoded';
      expect(await refusal(response)).toEqual(refused(422, 'UnprocessableContent', message));
    });

    it('that an image has too many pixels, before one of them is decoded', async () => {
      const message = 'Expected an image of at most 50000000 pixels, received 16400 × 16400';
      for (const bomb of [flatPng(16_400, 16_400), flatPng(16_400, 16_400, { isCut: true })]) {
        expect(await refusal(await post('/', bomb, { accept }))).toEqual(
          refused(413, 'ContentTooLarge', message),
        );
      }
    });

    it('that a body over 6 MB as base64 belongs into the bucket', async () => {
      for (const size of [4_718_592, 11_000_000]) {
        const response = await post('/', Buffer.alloc(size), { accept });
        expect(await refusal(response)).toEqual(
          refused(
            413,
            'ContentTooLarge',
            expect.stringMatching(/: upload a larger one to the bucket .+-uploads-\d{12}$/),
          ),
        );
      }
    });
  },
);

describe('a result', () => {
  it('of too many pixels is refused, also where one side follows the other', async () => {
    for (const [query, size] of [
      ['width=8192&height=8192&fit=fill', '8192 × 8192'],
      ['width=500', '500 × 10000'],
    ]) {
      const response = await post(`/resize?${query}`, flatPng(50, 1000));
      const message = `Expected a width and height for a result of at most 8192 pixels a side and 16777216 in all, received ones for ${size}`;
      expect(await refusal(response)).toEqual(refused(400, 'BadRequest', message));
    }
  });

  it('of too many bytes for a response is refused', async () => {
    const noise = { mean: 128, sigma: 60, type: 'gaussian' } as const;
    const source = await sharp({
      create: { width: 900, height: 900, channels: 3, background: '#888', noise },
    })
      .jpeg()
      .toBuffer();
    const response = await post('/resize?width=3000&format=png', source);
    expect(await refusal(response)).toEqual(
      refused(
        422,
        'UnprocessableContent',
        expect.stringMatching(/^The result has \d+ bytes, which is too much/),
      ),
    );
  });
});

describe('the gateway', () => {
  it('knows no other path', async () => {
    expect((await get('/other')).status).toBe(403);
  });
});
