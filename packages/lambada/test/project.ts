import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './packed.ts';

export interface TestProject {
  readonly folder: string;
  write(file: string, text: string): void;
  remove(): void;
}

const tsconfig = {
  compilerOptions: {
    target: 'ES2024',
    lib: ['ES2024', 'DOM'],
    module: 'NodeNext',
    types: [],
    strict: true,
    experimentalDecorators: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  },
  include: ['src'],
};

/** A project of some files, in a place from which the packages of this repository are found. */
export function createProject(files: Readonly<Record<string, string>>, settings: object = {}): TestProject {
  const folder = mkdtempSync(path.join(root, 'node_modules/.lambada-test-'));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  write('package.json', JSON.stringify({ name: 'test-api', version: '1.2.3', type: 'module' }));
  write('tsconfig.json', JSON.stringify(tsconfig));
  write('lambada.json', JSON.stringify(settings));
  for (const [file, text] of Object.entries(files)) write(file, text);
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const classes = {
  'src/notes.ts': `import { Authorized, GET, Path, PathParam, POST, Produces } from '@samples/lambada';
@Path('/notes')
export class Notes {
  @GET list(): string[] { return ['a']; }
  @POST @Authorized('key') create(note: { title: string; at?: Date }): string { return note.title; }
  @GET @Path('/{id: [0-9]+}') find(@PathParam() id: number): { id: number } { return { id }; }
  @GET @Path('/{name}') named(@PathParam() name: string): { name: string } { return { name }; }
}
`,
  'src/others.ts': `import { Authorized, Authorizer, DELETE, GET, Path, PathParam, Provider, QueryParam, Response } from '@samples/lambada';
@Path('/')
export class Others {
  @GET home(@QueryParam() at?: Date): string { return at ? at.toISOString() : 'home'; }
  @DELETE @Path('/notes') clear(): void {}
  @GET @Path('/files/{rest+}') @Authorized('key') file(@PathParam() rest: string): void { throw new RangeError(rest); }
}
@Authorizer('key', { header: 'X-Key', ttl: 60 })
export class KeyAuthorizer {
  authorize(credentials: string) { return credentials === 'ada' ? { principalId: 'ada' } : undefined; }
}
@Provider()
export class RangeErrors {
  toResponse(error: RangeError): Response { return Response.status(416).entity(error.message).build(); }
}
`,
};
