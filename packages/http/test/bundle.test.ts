import { dirname } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

describe('the package in a bundle', () => {
  it('leaves out what a function does not call', async () => {
    const { bytes, inputs } = await bundle("export { escapeHtml } from '@samples/http'");
    expect(inputs).toEqual(['src/escape-html.ts']);
    expect(bytes).toBeLessThan(400);
  });

  it('stays under 8 KB with everything in it', async () => {
    const { bytes } = await bundle("export * from '@samples/http'");
    expect(bytes).toBeLessThan(8 * 1024);
  });
});

async function bundle(contents: string) {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    absWorkingDir: dirname(import.meta.dirname),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    write: false,
    outdir: 'out',
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).filter(([name]) => name.startsWith('src/'));
  return {
    bytes: outputFiles[0]?.contents.length,
    inputs: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([name]) => name),
  };
}
