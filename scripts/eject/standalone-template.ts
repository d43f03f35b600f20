import path from 'node:path';
import { type FunctionCode, findFunctionCode, parseTemplate } from '@samples/deployment';
import { parseDocument } from 'yaml';

export interface StandaloneTemplate {
  readonly text: string;
  /** How to build the functions that need packages beside their bundle; empty when there are none. */
  readonly makefile: string;
}

type EntryCode = Extract<FunctionCode, { kind: 'entry' }>;

/** A sample's template for `sam build`: every `CodeUri` in the new folder, and how each function is built. */
export async function standaloneTemplate(
  root: string,
  sample: string,
  source: string,
): Promise<StandaloneTemplate> {
  const app = path.join(root, 'apps', sample);
  const templatePath = path.join(root, 'infra', sample, 'template.yaml');
  const template = parseTemplate(source, templatePath);
  const code = await findFunctionCode({ templatePath, template, parameter: () => undefined });
  const entries = code.filter((one) => one.kind === 'entry');
  const document = parseDocument(source, { logLevel: 'silent' });
  const lesson = ['Metadata', 'Sample', 'Lesson'];
  if (document.hasIn(lesson)) document.setIn(lesson, 'README.md');
  const shared = ['Globals', 'Function', 'CodeUri'];
  if (document.hasIn(shared)) document.deleteIn(shared);
  for (const one of code) {
    document.setIn(['Resources', one.logicalId, 'Properties', 'CodeUri'], codeUri(one, app));
    document.setIn(['Resources', one.logicalId, 'Metadata'], document.createNode(buildOf(one)));
  }
  return { text: document.toString({ lineWidth: 0 }), makefile: makefile(entries.filter(hasNative), app) };
}

const hasNative = (code: EntryCode) => code.external.length > 0;

function codeUri(code: FunctionCode, app: string): string {
  if (code.kind !== 'entry') return path.relative(app, code.path);
  // A Makefile is looked for in CodeUri. Elsewhere it is the sources: without a package.json there SAM installs
  // nothing, and esbuild finds what npm has installed in the folder around them.
  return hasNative(code) ? '.' : path.relative(app, sourceFolder(code));
}

function sourceFolder({ entry, fileName }: EntryCode): string {
  return path.resolve(entry, ...fileName.split('/').map(() => '..'));
}

const requireBanner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build-typescript.html
function buildOf(code: FunctionCode): object {
  if (code.kind !== 'entry') return { SkipBuild: true };
  // SAM's esbuild build leaves External packages out of the bundle and out of the package.
  if (hasNative(code)) return { BuildMethod: 'makefile' };
  return {
    BuildMethod: 'esbuild',
    BuildProperties: {
      EntryPoints: [path.relative(sourceFolder(code), code.entry)],
      Format: 'esm',
      OutExtension: ['.js=.mjs'],
      Target: 'node24',
      MainFields: 'module,main',
      Minify: true,
      Sourcemap: true,
      SourcesContent: false,
      // CommonJS packages call `require` for Node's own modules, and an ES module has none.
      Banner: [`js=${requireBanner}`],
    },
  };
}

function makefile(code: readonly EntryCode[], app: string): string {
  if (code.length === 0) return '';
  const rules = code.map(({ logicalId, entry, fileName, external }) => {
    const outside = external.map((name) => ` --external:${name}`).join('');
    return `build-${logicalId}:
	$(ESBUILD) ${path.relative(app, entry)} --outfile="$(ARTIFACTS_DIR)/${fileName}"${outside}
	$(INSTALL) ${external.map((name) => `${name}@$(call VERSION,${name})`).join(' ')}
`;
  });
  return `# sam build runs these rules for the functions whose packages have native code: they are installed beside the
# bundle, for Lambda's platform.
ARCHITECTURE ?= arm64
VERSION = $(shell node -p 'require("./package.json").dependencies["$(1)"]')
INSTALL = npm install --prefix "$(ARTIFACTS_DIR)" --no-audit --no-fund --os=linux --libc=glibc --cpu=$(ARCHITECTURE:x86_64=x64)
ESBUILD = npx esbuild --bundle --platform=node --format=esm --target=node24 --main-fields=module,main --minify \\
  --sourcemap --sources-content=false --banner:js="${requireBanner}"

${rules.join('\n')}`;
}
