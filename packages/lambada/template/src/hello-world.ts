import { DefaultValue, GET, Path, PathParam, QueryParam } from '@samples/lambada';

@Path('/helloworld')
export class HelloWorld {
  /** Greets somebody. */
  @GET
  @Path('/{id}')
  hello(@PathParam() id: string, @QueryParam() @DefaultValue('Hello') greeting: string): Greeting {
    return { message: `${greeting}, ${id}!` };
  }
}

export interface Greeting {
  message: string;
}
