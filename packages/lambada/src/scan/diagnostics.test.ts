import { expect, test } from 'vitest';
import { inClass, problemsOf } from '../testing/problems-of.ts';

const cases: [string, string, RegExp][] = [
  [
    'a route that is there twice',
    inClass("@GET list(): string { return ''; }\n  @GET §all(): string { return ''; }"),
    /^GET \/pets goes to Pets_list \(0\.ts:5\) already: change the path/,
  ],
  [
    'two paths that match the same requests',
    inClass(
      "@GET @Path('/{id}') get(@PathParam() id: string): void {}\n  @GET @Path('/{name}') §find(@PathParam() name: string): void {}",
    ),
    /^GET \/pets\/\{name\} goes to Pets_get/,
  ],
  [
    'two authorizers of what is one method for API Gateway',
    `@Authorizer('a') export class A { authorize() { return undefined; } }\n${inClass(
      "@GET @Path('/{id: [0-9]+}') @Authorized('a') get(@PathParam() id: string): void {}\n  @GET @Path('/{name}') §find(@PathParam() name: string): void {}",
    )}`,
    /which has @Authorized\('a'\) there and no authorizer here: write the same/,
  ],
  [
    'a header that has no such name',
    inClass("@GET get(@HeaderParam(§'If Match') tag: string): void {}"),
    /^A header has no such name: .* in place of "If Match"/,
  ],
  [
    'a name of the path that no parameter has',
    inClass("@GET §@Path('/{id}') get(): void {}"),
    /^No parameter takes \{id\} of the path \/pets\/\{id\}: add @PathParam\('id'\)/,
  ],
  [
    'a parameter that the path lacks',
    inClass("@GET @Path('/{id}') get(@PathParam() id: string, §@PathParam() name: string): void {}"),
    /^The path \/pets\/\{id\} has no \{name\}; it has \{id\}: write \{name\} in the path/,
  ],
  [
    'a greedy parameter before the end',
    inClass("@GET @Path(§'/{rest+}/x') get(@PathParam() rest: string): void {}"),
    /greedy parameter takes the rest of the path/,
  ],
  [
    'a parameter that is a part of a segment',
    inClass("@GET @Path(§'/{id}.json') get(): void {}"),
    /write \{name\} between slashes, not \{id\}\.json/,
  ],
  [
    'a pattern that is not a pattern',
    inClass("@GET @Path(§'/{id: [}') get(@PathParam() id: string): void {}"),
    /is no regular expression/,
  ],
  [
    'a path that is not a constant',
    inClass('@GET @Path(§path) get(): void {}', 'declare const path: string;'),
    /must be literals or constants/,
  ],
  [
    'a path without an argument',
    inClass('// @ts-ignore\n  @GET §@Path() get(): void {}'),
    /^Expected a path: write @Path\('\/…'\)/,
  ],
  ['two bodies', inClass('@POST post(one: string, §two: string): void {}'), /^A request has one body/],
  [
    'the body of a GET',
    inClass('@GET get(§filter: string): void {}'),
    /^A GET request has no body: write @QueryParam\(\)/,
  ],
  [
    'a form field of a GET',
    inClass('@GET get(§@FormParam() filter: string): void {}'),
    /^A GET request has no body/,
  ],
  [
    'a body beside form fields',
    inClass('@POST post(@FormParam() one: string, §two: string): void {}'),
    /^The body is a form here/,
  ],
  [
    'form fields of JSON',
    inClass("@POST @Consumes('application/json') post(§@FormParam() one: string): void {}"),
    /write @Consumes\('application\/x-www-form-urlencoded'\)/,
  ],
  [
    'a query parameter taken twice',
    inClass("@GET get(@QueryParam() a: string, §@QueryParam('a') b: string): void {}"),
    /^Line 5 takes the query parameter a already/,
  ],
  [
    'an object as XML',
    inClass("@POST @Consumes('application/json', 'text/xml') post(§body: { a: string }): void {}"),
    /^A body of text\/xml is no object: take it as string/,
  ],
  [
    'an object that is returned as CSV',
    inClass("@GET @Produces('text/csv') §get(): { a: string } { return { a: '' }; }"),
    /^An object is not written as text\/csv: return a string/,
  ],
  [
    'the context with another annotation',
    inClass('@GET get(@Context() §@QueryParam() request: string): void {}').replace(
      'request: string',
      'request: §string',
    ),
    /^@Context\(\) is the request itself: remove @QueryParam/,
  ],
  [
    'a default without a value',
    inClass('// @ts-ignore\n  @GET get(@QueryParam() §@DefaultValue() id: string): void {}'),
    /^Expected a value: write @DefaultValue\(…\)/,
  ],
  [
    'a type of a parameter once, where it is not a type at all',
    inClass('@GET get(@QueryParam() §id: any): void {}'),
    /^The type any says nothing/,
  ],
  [
    'a bean within itself',
    inClass(
      '@GET get(@BeanParam() page: Page): void {}',
      'export class Page { @QueryParam() a?: string; §@BeanParam() inner!: Page }',
    ),
    /^This bean contains itself/,
  ],
  [
    'options of an authorizer that are a constant',
    "const options = { ttl: 1 };\n@Authorizer('staff', §options) export class Staff { authorize() { return undefined; } }",
    /^Expected an object literal/,
  ],
  [
    'an unknown authorizer',
    inClass("@GET @Authorized(§'staff') get(): void {}"),
    /^There is no authorizer named "staff" \(the project has no authorizer\)/,
  ],
  [
    'two HTTP methods',
    inClass('@GET §@POST get(): void {}'),
    /^A method has one HTTP method, and @GET is already here/,
  ],
  [
    'no HTTP method',
    inClass("§@Path('/x') get(): void {}"),
    /^@Path has no effect without an HTTP method: add @GET/,
  ],
  ['a private method', inClass('@GET private §get(): void {}'), /make it public/],
  ['a generic method', inClass('@POST §post<T>(@Context() request: §T): void {}'), /generic method/],
  [
    'parentheses of @GET',
    inClass('// @ts-ignore\n  §@GET() get(): void {}'),
    /^Write @GET without parentheses/,
  ],
  [
    '@QueryParam without parentheses',
    inClass('@GET get(§@QueryParam id: string): void {}'),
    /write @QueryParam\(/,
  ],
  [
    '@GET on a class',
    "§@GET\n@Path('/a') export class A {}",
    /^@GET has no effect here\. It is for a method\./,
  ],
  [
    '@QueryParam on a method',
    inClass('§@QueryParam() @GET get(): void {}'),
    /^@QueryParam has no effect here\. It is for a parameter of a method and a field of a bean/,
  ],
  [
    '@Context on a field',
    'export class A { §@Context() request: unknown; }',
    /It is for a parameter of a method/,
  ],
  ['a static method', inClass('§@GET static get(): void {}'), /Remove static/],
  [
    'an annotation in a constant',
    inClass('§@StaffOnly @GET get(): void {}', "const StaffOnly = Authorized('staff');"),
    /^Annotations are read where they stand: write the annotation itself in place of @StaffOnly/,
  ],
  [
    'an annotation that a function returns',
    inClass('@POST get(§@Id() id: string): void {}', 'function Id() { return QueryParam(); }'),
    /in place of @Id\(\)/,
  ],
  [
    'an annotation under another name',
    "const At = Path;\n§@At('/a') export class A {}",
    /in place of @At\('\/a'\)/,
  ],
  [
    'an abstract method',
    '@Path("/a") export class A extends B { override get(): void {} }\nabstract class B { §@GET abstract get(): void }',
    /Give the method a body/,
  ],
  [
    'a parameter of a constructor',
    inClass('constructor(§@QueryParam() id = 1) {}'),
    /from the constructor to the method/,
  ],
  ['an accessor', inClass('§@GET get x(): string { return ""; }'), /Decorators are for classes, methods/],
  [
    'a class within a function',
    "function f() {\n  §@Path('/a') class A {}\n  return A;\n}",
    /Declare the class at the top of the file/,
  ],
  [
    'a class that is not exported',
    "@Path('/a') class §A { @GET get(): void {} }",
    /^The generated code imports this class: write export/,
  ],
  [
    'an abstract class',
    "@Path('/a') export abstract class §A { @GET get(): void {} }",
    /^An abstract class has no objects/,
  ],
  [
    'a generic class',
    "@Path('/a') export class §A<T> { @GET get(@QueryParam() id: string): void {} }",
    /generic class/,
  ],
  [
    'a constructor with parameters',
    inClass('§constructor(private name: string) {}'),
    /writes new Pets\(\): give each parameter/,
  ],
  [
    'a class without a path',
    'export class §A { @GET get(): void {} }',
    /^No path leads to the methods of this class/,
  ],
  [
    'two sources of a parameter',
    inClass('@GET get(@QueryParam() §@HeaderParam() id: string): void {}'),
    /^A value comes from one place, and @QueryParam is already here/,
  ],
  [
    'a default without a source',
    inClass("@POST post(§@DefaultValue('1') id: string): void {}"),
    /^@DefaultValue is for a single value/,
  ],
  [
    'a default of the path',
    inClass("@GET @Path('/{id}') get(@PathParam() §@DefaultValue('1') id: string): void {}"),
    /^A path always has its parameters/,
  ],
  [
    'a default of another type',
    inClass("@GET get(@QueryParam() @DefaultValue(§'x') limit: number): void {}"),
    /^Expected a default of the parameter's type, number, found "x"/,
  ],
  [
    'a default that the enum lacks',
    inClass("@GET get(@QueryParam() @DefaultValue(§'c') sort: 'a' | 'b'): void {}"),
    /"a" or "b", found "c"/,
  ],
  [
    'two defaults',
    inClass('@GET get(@QueryParam() §@DefaultValue(1) limit = 2): void {}'),
    /has a default already/,
  ],
  ['a rest parameter', inClass('@POST post(§...names: string[]): void {}'), /write an array/],
  [
    'a pattern without a name',
    inClass('@GET get(§@QueryParam() { id }: §{ id: string }): void {}'),
    /no name of its own/,
  ],
  [
    'an object in the query',
    inClass('@GET get(@QueryParam() filter: §{ a: string }): void {}'),
    /^A query parameter is a string, not an object: take its fields with @BeanParam/,
  ],
  ['null in a header', inClass('@GET get(@HeaderParam() filter: §string | null): void {}'), /never null/],
  [
    'several types in the query',
    inClass('@GET get(@QueryParam() filter: §string | number): void {}'),
    /literals of one type, or an array/,
  ],
  [
    'an array in the path',
    inClass("@GET @Path('/{ids}') get(@PathParam() ids: §string[]): void {}"),
    /\{name\+\} in the path/,
  ],
  [
    'a bean that is an interface',
    inClass('@GET get(@BeanParam() page: §Page): void {}', 'interface Page { a: string }'),
    /Expected a class of this project/,
  ],
  [
    'a bean without fields',
    inClass('@GET get(@BeanParam() page: §Page): void {}', 'export class Page {}'),
    /no annotated field/,
  ],
  [
    'the context as another type',
    inClass('@GET get(@Context() request: §string): void {}'),
    /^Expected RequestContext/,
  ],
  ['a status that is none', inClass('@Status(§99) @GET get(): void {}'), /between 200 and 599/],
  [
    'a media type that is none',
    inClass("@Produces(§'json') @GET get(): void {}"),
    /^Expected a media type such as application\/json, found "json"/,
  ],
  [
    'an overloaded method',
    inClass('get(): void;\n  get(a?: string): void;\n  @GET §get(): void {}'),
    /overloads/,
  ],
  [
    'an authorizer without its method',
    "@Authorizer('staff') export class §Staff {}",
    /authorize\(credentials\)/,
  ],
  [
    'options of an authorizer',
    "@Authorizer('staff', { §ttl: 9000 }) export class Staff { authorize() { return undefined; } }",
    /0 to 3600/,
  ],
  [
    'the name of an authorizer',
    "@Authorizer(§'the staff') export class Staff { authorize() { return undefined; } }",
    /^Expected a name of letters, digits, .* found "the staff"/,
  ],
  [
    'two authorizers of one name',
    "@Authorizer('a') export class A { authorize() { return undefined; } }\n§@Authorizer('a') export class B { authorize() { return undefined; } }",
    /another name/,
  ],
  ['a provider that maps nothing', '@Provider() export class §M {}', /toResponse\(error: SomeError\)/],
  [
    'a provider for a union',
    '@Provider() export class M { toResponse(error: §TypeError | RangeError) { return error; } }',
    /one class of errors/,
  ],
  [
    'two providers for one error',
    '@Provider() export class M { toResponse(error: Error) { return error; } }\n@Provider() export class §N { toResponse(error: Error) { return error; } }',
    /maps Error already/,
  ],
];

test.each(cases)('reports %s', (_, source, message) => {
  const { found, marked } = problemsOf(source);
  expect(found.map((problem) => problem.slice(0, problem.indexOf(': ')))).toEqual(marked);
  expect(found[0]?.slice(found[0].indexOf(': ') + 2)).toMatch(message);
});

test('reports two classes of one name', () => {
  const named = (path: string) => `@Path('/${path}') export class Pets { @GET ${path}(): void {} }`;
  const { found } = problemsOf(named('a'), named('b'));
  expect(found).toEqual(['1.ts:2:38: 0.ts has a class Pets with @Path too: rename one of the two.']);
});

test('reports everything at once, in the order of the sources', () => {
  const { found, marked } = problemsOf(
    inClass('@GET get(§body: any): void {}\n  @POST post(one: string, §two: Map<string, string>): void {}'),
    inClass("@PUT @Authorized(§'a') put(): §symbol { return Symbol(); }").replace('Pets', 'Toys'),
  );
  expect([...new Set(found.map((problem) => problem.slice(0, problem.indexOf(': '))))]).toEqual(marked);
  expect(found.length).toBeGreaterThan(4);
});
