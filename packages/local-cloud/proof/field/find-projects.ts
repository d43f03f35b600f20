import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

/** A template with a REST API, and the folder that it needs around it. */
export interface Project {
  readonly name: string;
  readonly folder: string;
  /** Its path in the folder; of a cookiecutter project, before `sam init` has rendered it. */
  readonly template: string;
  readonly isCookiecutter: boolean;
}

export interface FieldTemplate {
  readonly Parameters?: Record<string, Record<string, unknown>>;
  readonly Resources: Record<string, { Type?: string; Properties?: Record<string, unknown> }>;
}

const leftOut = new Set(['node_modules', '.git', '.aws-sam', 'cdk.out', 'tests']);
const looksLikeOne = /AWS::Serverless::Api\b|AWS::ApiGateway::RestApi|Type"?: *['"]?Api['"]?\s*(?:,|#.*)?$/m;

/** The templates with a REST API beneath the folders, by name. */
export async function findProjects(folders: readonly string[]): Promise<Project[]> {
  const found = await Promise.all(folders.map((folder) => projectsOf(path.resolve(folder))));
  return found.flat().sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function projectsOf(root: string): Promise<Project[]> {
  const projects: Project[] = [];
  await visit('', undefined);
  return projects;

  async function visit(folder: string, cookiecutter: string | undefined): Promise<void> {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true });
    const top = entries.some(({ name }) => name === 'cookiecutter.json') ? folder : cookiecutter;
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && !leftOut.has(entry.name)) await visit(file, top);
      if (!entry.isFile() || !/\.(?:ya?ml|json|template)$/.test(entry.name)) continue;
      const text = await readFile(path.join(root, file), 'utf8');
      if (!looksLikeOne.test(text)) continue;
      const isCookiecutter = top !== undefined;
      if (!isCookiecutter && !hasRestApi(readTemplate(text))) continue;
      // Templates refer to their neighbours' code by `../`, so all of the top folder is taken.
      const around = isCookiecutter ? top : (file.split(path.sep)[0] ?? '');
      projects.push({
        name: path.join(path.basename(root), file),
        folder: path.join(root, file === around ? '' : around),
        template: path.relative(file === around ? '' : around, file),
        isCookiecutter,
      });
    }
  }
}

/** The template, or undefined where the text is none. */
export function readTemplate(text: string): FieldTemplate | undefined {
  try {
    const template = parse(text, { logLevel: 'silent' });
    return typeof template?.Resources === 'object' ? template : undefined;
  } catch {
    return undefined;
  }
}

export function hasRestApi(template: FieldTemplate | undefined): boolean {
  return Object.values(template?.Resources ?? {}).some((resource) => {
    if (resource?.Type === 'AWS::Serverless::Api' || resource?.Type === 'AWS::ApiGateway::RestApi')
      return true;
    const events = resource?.Type === 'AWS::Serverless::Function' && resource.Properties?.Events;
    return Object.values(events || {}).some((event) => event?.Type === 'Api');
  });
}
