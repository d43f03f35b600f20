import { describe, expect, it } from 'vitest';
import { readOptions } from './analysis-options.ts';

const files = ['--expression', 'e.csv', '--clinical', 'c.csv'];

describe('readOptions', () => {
  it('sends twenty genes a request, eight requests at once, and accepts the URL with or without a trailing slash', () => {
    const options = readOptions([...files, '--url', 'https://api.example/prod']);
    expect(options).toMatchObject({ genes: 20, concurrency: 8, timeout: 30_000, output: 'statistics.csv' });
    expect(options.url?.href).toBe('https://api.example/prod/');
    expect(readOptions([...files, '--url', 'https://api.example/prod/']).url?.href).toBe(options.url?.href);
  });

  it('reads plots and the genes to label', () => {
    expect(
      readOptions([...files, '--plot', 'a.html', '--plot', 'b.svg', '--highlight', 'MKI67,APOE']),
    ).toMatchObject({ plots: ['a.html', 'b.svg'], highlight: ['MKI67', 'APOE'] });
  });

  it.each([
    [['--clinical', 'c.csv'], 'Expected a file for --expression, received nothing'],
    [[...files, '--url', 'ftp://x'], 'Expected an http or https address for --url, received "ftp://x"'],
    [[...files, '--genes', '501'], 'Expected a whole number from 1 to 500 for --genes, received "501"'],
    [
      [...files, '--concurrency', '1.5'],
      'Expected a whole number from 1 to 256 for --concurrency, received "1.5"',
    ],
    [[...files, '--plot', 'a.png'], 'Expected a name in .html or .svg for --plot, received "a.png"'],
    [[...files, '--colour', 'red'], /Unknown option '--colour'/],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
