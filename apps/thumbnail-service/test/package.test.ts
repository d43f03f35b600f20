import path from 'node:path';
import { archiveFunctions, findFunctionCode, readTemplate } from '@samples/deployment';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const templatePath = path.join(root, 'infra/thumbnail-service/template.yaml');

describe('the package that is deployed', () => {
  it.for([
    ['arm64', 0xb7],
    ['x86_64', 0x3e],
  ] as const)(
    'for %s has the sharp of that processor (another than this machine’s needs the npm registry)',
    async ([architecture, machine], { skip }) => {
      const isInstalled =
        process.platform === 'linux' && architecture === (process.arch === 'x64' ? 'x86_64' : process.arch);
      skip(
        !isInstalled && process.env.REQUIRE_REGISTRY !== '1',
        'needs the npm registry for another processor',
      );
      const packages = await packagesFor(architecture);
      expect(packages).toHaveLength(2);
      for (const files of packages) {
        const native = Object.keys(files).filter((name) => /\.node$|\.so\b/.test(name));
        expect(native).toHaveLength(2);
        const cpu = architecture === 'arm64' ? 'arm64' : 'x64';
        for (const name of native) {
          expect(name).toMatch(new RegExp(`^node_modules/@img/sharp-(libvips-)?linux-${cpu}/lib/`));
          expect(elfMachine(files[name])).toBe(machine);
        }
      }
    },
  );
});

async function packagesFor(architecture: string): Promise<Record<string, Uint8Array>[]> {
  const template = await readTemplate(templatePath);
  const code = await findFunctionCode({ templatePath, template, parameter: () => architecture });
  const archives = await archiveFunctions(code, { root, report: () => {} });
  return archives.map(({ bytes }) => unzipSync(bytes));
}

// https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
function elfMachine(file: Uint8Array | undefined): number | undefined {
  if (!file || Buffer.from(file.subarray(0, 4)).toString('latin1') !== '\x7fELF') return undefined;
  return Buffer.from(file).readUInt16LE(18);
}
