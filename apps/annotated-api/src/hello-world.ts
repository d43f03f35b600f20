import { GET, Path, PathParam } from '@samples/lambada';

@Path('/helloworld')
export class HelloWorld {
  /** Greets the caller. */
  @GET
  @Path('/{id}')
  hello(@PathParam() id: string): Greeting {
    return { id, message: `Hello, ${id}!` };
  }
}

export interface Greeting {
  id: string;
  message: string;
}
