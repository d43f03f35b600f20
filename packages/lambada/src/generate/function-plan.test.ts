import { expect, test } from 'vitest';
import { everything, scanSources } from '../testing/scan-source.ts';
import { methodsOfTwoClasses, planFunctions } from './function-plan.ts';

const model = (source: string) => {
  const { problems, ...scanned } = scanSources({ 'api.ts': `${everything}\n${source}` });
  expect(problems).toEqual([]);
  return { title: 'api', version: '1', ...scanned };
};

test('an API has one function, or one for each class', () => {
  const api = model(`@Path('/a') export class Some { @GET get(): void {} }
@Path('/b') export class Other_Pets { @GET get(): void {} }`);
  const names = (per: 'api' | 'class') =>
    planFunctions(api, per).map(({ logicalId, module }) => [logicalId, module]);
  expect(names('api')).toEqual([['ApiFunction', 'api']]);
  expect(names('class')).toEqual([
    ['SomeFunction', 'some'],
    ['OtherPetsFunction', 'other-pets'],
  ]);
});

test('a method of API Gateway that two classes have is named, since it calls one function', () => {
  const api =
    model(`@Path('/a') export class Numbers { @GET @Path('/{id: [0-9]+}') get(@PathParam() id: string): void {} }
@Path('/a') export class Names { @GET @Path('/{name: [a-z]+}') get(@PathParam() name: string): void {} @POST post(): void {} }`);
  expect(methodsOfTwoClasses(api)).toEqual([
    {
      file: 'api.ts',
      line: 3,
      column: 64,
      code: 'two-functions',
      message:
        'GET /a/{id} has methods in Numbers and Names, and API Gateway calls one function for it: move them to one class, or use one function for the API.',
    },
  ]);
});
