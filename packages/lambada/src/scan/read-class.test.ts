import { expect, test } from 'vitest';
import { everything, scanSources } from '../testing/scan-source.ts';

const scanned = (sources: Record<string, string>) => {
  const { problems, ...model } = scanSources(
    Object.fromEntries(Object.entries(sources).map(([name, text]) => [name, `${everything}\n${text}`])),
  );
  expect(problems).toEqual([]);
  return model;
};

test('a class has the annotated methods of its base classes, with the types that it gives them', () => {
  const { classes, schemas } = scanned({
    'crud.ts': `
export abstract class Crud<Item> {
  /** All. */
  @GET list(): Item[] { return []; }
  @GET @Path('/{id}') get(@PathParam() id: string): Item { throw new Error(id); }
}`,
    'pets.ts': `import { Crud } from './crud.ts';
export interface Pet { name: string }
@Path('/pets') export class Pets extends Crud<Pet> {
  override get(key: string): Pet { return { name: key }; }
}`,
  });
  const [pets] = classes;
  expect(classes).toHaveLength(1);
  expect(pets).toMatchObject({ file: 'pets.ts', exportName: 'Pets' });
  expect(pets?.operations).toMatchObject([
    {
      operationId: 'Pets_get',
      path: '/pets/{id}',
      // The annotations of the method that it overrides, and the overriding method's own names.
      parameters: [{ kind: 'path', name: 'id' }],
      position: { file: 'pets.ts' },
    },
    {
      operationId: 'Pets_list',
      summary: 'All.',
      result: { kind: 'json', schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } },
      position: { file: 'crud.ts' },
    },
  ]);
  expect(Object.keys(schemas)).toEqual(['Pet']);
});

test('a class keeps the authorizer and media types of its base class', () => {
  const { classes } = scanned({
    'api.ts': `
@Authorizer('staff') export class Staff { authorize() { return undefined; } }
@Authorized('staff') @Produces('text/csv') export abstract class Guarded {}
@Path('/a') export class A extends Guarded { @GET get(): string { return ''; } }`,
  });
  expect(classes[0]?.operations).toMatchObject([{ authorizer: 'staff', produces: ['text/csv'] }]);
});

test('a class is named as its own file exports it, also as the default', () => {
  const { classes } = scanned({
    'a.ts': "@Path('/a') class A { @GET get(): void {} }\nexport { A as Renamed };",
    'b.ts': "@Path('/b') export default class B { @GET get(): void {} }",
    'index.ts': "export * from './a.ts';\nexport { default as Again } from './b.ts';",
  });
  expect(classes).toMatchObject([
    { name: 'A', file: 'a.ts', exportName: 'Renamed' },
    { name: 'B', file: 'b.ts', exportName: 'default' },
  ]);
});

test('annotations are known under other names', () => {
  const { classes } = scanSources({
    'a.ts': `import * as jaxrs from 'lambada';
import { Path as At } from 'lambada';
const id = '/{id}';
@At('/a') export class A { @jaxrs.GET @At(id) get(@jaxrs.PathParam() id: string): void {} }`,
  });
  expect(classes[0]?.operations).toMatchObject([{ httpMethod: 'GET', path: '/a/{id}' }]);
});

test('methods without annotations and decorators of others are left alone', () => {
  const { classes } = scanned({
    'a.ts': `
function Post(target: object, name: string) {}
@Path('/a') export class A {
  @GET get(): string { return this.text(1); }
  @Post text(size: number) { return 'a'.repeat(size); }
  field = () => 1;
}`,
    'own.ts': `namespace own { export function GET(target: object, name: string) {} }
export class Own { @own.GET get(): symbol { return Symbol(); } }`,
  });
  expect(classes.flatMap(({ operations }) => operations.map(({ operationId }) => operationId))).toEqual([
    'A_get',
  ]);
});

test('an authorizer is a class with its options', () => {
  const { authorizers } = scanned({
    'api.ts': `
@Authorizer('staff') export class Staff { authorize() { return undefined; } }
@Authorizer('token', { header: 'X-Token', ttl: 0 }) export class Token { authorize() { return undefined; } }`,
  });
  expect(authorizers).toMatchObject({
    staff: { kind: 'lambda', file: 'api.ts', exportName: 'Staff', header: 'Authorization', ttl: 300 },
    token: { kind: 'lambda', exportName: 'Token', header: 'X-Token', ttl: 0 },
  });
});

test('a mapper of a derived error comes before that of its base', () => {
  const { exceptionMappers } = scanned({
    'errors.ts': 'export class Missing extends Error {}\nexport class MissingPet extends Missing {}',
    'mappers.ts': `import { WebApplicationError } from 'lambada';
import { Missing, MissingPet as Pet } from './errors.ts';
@Provider() export class OfAll { toResponse(error: Error) { return error; } }
@Provider() export class OfMissing { toResponse(error: Missing) { return error; } }
@Provider() export class OfPet { toResponse(error: Pet) { return error; } }
@Provider() export class OfWeb { toResponse(error: WebApplicationError) { return error; } }`,
  });
  expect(exceptionMappers.map(({ exportName, error }) => [exportName, error])).toEqual([
    ['OfPet', { kind: 'project', file: 'errors.ts', exportName: 'MissingPet' }],
    ['OfMissing', { kind: 'project', file: 'errors.ts', exportName: 'Missing' }],
    ['OfWeb', { kind: 'package', module: 'lambada', exportName: 'WebApplicationError' }],
    ['OfAll', { kind: 'global', exportName: 'Error' }],
  ]);
});
