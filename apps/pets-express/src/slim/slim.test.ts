import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bundleFunctions, findFunctionCode, readTemplate } from '@samples/deployment';
import { expect, it } from 'vitest';
import * as slim from './iconv-lite.ts';
import * as url from './whatwg-url.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
// What body-parser and the driver of MongoDB use without the bundle.
const requireOf = (name: string) => createRequire(path.join(root, 'node_modules', name, 'package.json'));
const whole: typeof slim = requireOf('body-parser')('iconv-lite');
const { URL: WholeUrl }: typeof url = requireOf('mongodb-connection-string-url')('whatwg-url');

it.each(['utf-8', 'utf-16le', 'iso-8859-1', 'windows-1252'])(
  '%s is decoded as iconv-lite does, in one piece and byte by byte',
  (encoding) => {
    const bytes =
      encoding === 'utf-16le'
        ? Buffer.from('Félix €', 'utf16le')
        : Buffer.from('F\u00c3\u00a9lix', encoding === 'utf-8' ? 'utf8' : 'latin1');
    expect(slim.encodingExists(encoding)).toBe(whole.encodingExists(encoding));
    expect(slim.decode(bytes, encoding)).toBe(whole.decode(bytes, encoding));
    const decoder = slim.getDecoder(encoding);
    const pieces = Array.from(bytes, (byte) => decoder.write(Buffer.of(byte)));
    expect([...pieces, decoder.end()].join('')).toBe(whole.decode(bytes, encoding));
  },
);

it('an unknown encoding is refused as iconv-lite does', () => {
  expect(slim.encodingExists('klingon')).toBe(false);
  expect(() => slim.getDecoder('klingon')).toThrow("Encoding not recognized: 'klingon'");
  expect(() => whole.getDecoder('klingon')).toThrow('Encoding not recognized');
});

it.each([
  'mongodb://__this_is_a_placeholder__/pets?replicaSet=rs0&w=majority',
  'mongodb+srv://user:p%40ss%2Fword@cluster0.abc.mongodb.net/pets?retryWrites=true',
  'mongodb://[::1]:27017/?tls=false',
])('%s has the same parts as with whatwg-url', (uri) => {
  const parts = ({ protocol, username, password, host, pathname, search, href }: URL) => ({
    protocol,
    username,
    password,
    host,
    pathname,
    search,
    href,
  });
  expect(parts(new url.URL(uri))).toEqual(parts(new WholeUrl(uri)));
});

it('the bundle of the app is at most 1.9 MB, and that of GET /pets has no Express and no mongoose', async () => {
  const templatePath = path.join(root, 'infra/pets-express/template.yaml');
  const template = await readTemplate(templatePath);
  const code = await findFunctionCode({ templatePath, template, parameter: () => 'x86_64' });
  const sizes = new Map<string, number>();
  for (const one of code) {
    if (one.kind !== 'entry') continue;
    const [bundle] = await bundleFunctions([one], { ...one, root, report: () => {} });
    sizes.set(one.logicalId, bundle?.code.length ?? 0);
    const sources: string[] = JSON.parse(String(bundle && Buffer.from(bundle.sourceMap))).sources;
    const has = (name: string) => sources.some((source) => source.includes(`node_modules/${name}/`));
    expect([has('express'), has('mongoose'), has('pug')]).toEqual(
      one.logicalId === 'App' ? [true, true, false] : [false, false, false],
    );
  }
  expect(sizes.get('App')).toBeLessThanOrEqual(1_900_000);
  expect(sizes.get('List')).toBeLessThanOrEqual(700_000);
  expect(await readFile(templatePath, 'utf8')).toContain('Alias');
});
