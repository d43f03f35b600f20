import type { Finding } from './finding.ts';

const source = 'packages/local-cloud/src/';
/** Folders that are not services, and Cloud Control, whose one operation reads what Lambda has. */
const others = new Set(['aws', 'cloudcontrol', 'edge', 'long-work', 'schedules', 'testing']);

/** Every service of the embedded cloud has one shape: what composes it, its state, its refusals and its operations. */
export function checkServices(_root: string, files: readonly string[]): Finding[] {
  const present = new Set(files);
  const services = new Set(files.flatMap((file) => serviceOf(file) ?? []));
  return [...services].flatMap((service) => {
    const folder = source + service;
    const missing = ['state.ts', 'errors.ts', 'operations.ts'].filter(
      (name) => !present.has(`${folder}/${name}`),
    );
    const hasMain = files.some(
      (file) => file.startsWith(`${folder}/`) && isMain(file.slice(folder.length + 1), service),
    );
    return [...(hasMain ? [] : [`${service}.ts`]), ...missing].map((name) => ({
      file: folder,
      problem: `expected ${name}, as every service has`,
    }));
  });
}

function serviceOf(file: string): string | undefined {
  const [service = '', ...rest] = file.startsWith(source) ? file.slice(source.length).split('/') : [];
  return rest.length > 0 && !others.has(service) ? service : undefined;
}

/** `api-gateway.ts` is the main file of `apigateway/`. */
function isMain(name: string, service: string): boolean {
  return name.endsWith('.ts') && name.slice(0, -3).replaceAll('-', '') === service;
}
