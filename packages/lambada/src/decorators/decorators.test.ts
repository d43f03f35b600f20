import { expect, test } from 'vitest';
import {
  Authorizer,
  BeanParam,
  Consumes,
  Context,
  DefaultValue,
  GET,
  Path,
  PathParam,
  Produces,
  Provider,
  QueryParam,
  Status,
} from './decorators.ts';

test('decorators leave the class as it is', () => {
  class Page {
    @QueryParam()
    limit = 20;
  }

  @Path('/pets')
  @Produces('application/json')
  class Pets {
    @GET
    @Path('/{id}')
    @Status(203)
    get(@PathParam() id: string, @BeanParam() page: Page, @QueryParam() @DefaultValue(1) nth = 1): string {
      return `${id} ${page.limit} ${nth}`;
    }
  }

  expect(new Pets().get('rex', new Page())).toBe('rex 20 1');
  expect(Object.getOwnPropertyNames(Pets.prototype)).toEqual(['constructor', 'get']);
});

test('decorators in the wrong place do not compile', () => {
  // @ts-expect-error: the method of a request is for methods
  @GET
  class OfClass {}

  // @ts-expect-error: the generated code makes the object without arguments
  @Path('/a')
  class WithConstructor {
    readonly name: string;
    constructor(name: string) {
      this.name = name;
    }
  }

  @Produces('application/json')
  abstract class Base {}

  // @ts-expect-error: the generated code makes no object of an abstract class
  @Path('/a')
  abstract class Abstract {}

  // @ts-expect-error: an authorizer has a name
  @Authorizer()
  class Nameless {}

  // @ts-expect-error: an authorizer decides
  @Authorizer('users')
  class Undecided {}

  // @ts-expect-error: a provider makes responses
  @Provider()
  class Silent {
    toResponse(error: Error) {
      return error.message;
    }
  }

  class Members {
    // @ts-expect-error: a field has no request
    @GET
    field = 1;

    // @ts-expect-error: an accessor has no request
    @GET
    get accessor() {
      return 1;
    }

    // @ts-expect-error: a parameter has a query, a method has not
    @QueryParam()
    method() {}

    // @ts-expect-error: the context is for parameters
    @Context()
    context = 1;

    // @ts-expect-error: at least one media type
    @Consumes()
    consumes() {}

    // @ts-expect-error: a path is a string
    @Path(1)
    path() {}

    // @ts-expect-error: providers are classes
    @Provider()
    provider() {}
  }

  class Constructed {
    readonly id: string;
    // @ts-expect-error: a constructor has no request
    constructor(@QueryParam() id = '') {
      this.id = id;
    }
  }

  expect([
    OfClass,
    WithConstructor,
    Base,
    Abstract,
    Nameless,
    Undecided,
    Silent,
    Members,
    Constructed,
  ]).toHaveLength(9);
});
