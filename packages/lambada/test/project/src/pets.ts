import {
  Authorized,
  BeanParam,
  Consumes,
  Context,
  CookieParam,
  DefaultValue,
  FormParam,
  GET,
  HeaderParam,
  PATCH,
  Path,
  PathParam,
  POST,
  Produces,
  PUT,
  QueryParam,
  type RequestContext,
  Response,
  Status,
} from '@samples/lambada';
import { Crud } from './crud.ts';
import { type Dog, type DogPatch, type Page, type Pet, Size } from './pet.ts';

/** Which part of a list. */
export class Paging {
  /** @integer @minimum 1 */
  @QueryParam()
  limit = 20;

  @QueryParam('from')
  start?: string;
}

/** The pets of everyone. */
@Path('/pets')
@Authorized('keeper')
export class Pets extends Crud<Pet> {
  /** All pets, in parts. */
  @GET
  list(
    @BeanParam() paging: Paging,
    @QueryParam() size: Size = Size.Small,
    @QueryParam('tag') tags: readonly string[] = [],
    @QueryParam() @DefaultValue('2026-01-01T00:00:00Z') since?: Date,
  ): Page<Pet> {
    void [paging, size, tags, since];
    return { items: [] };
  }

  override async get(id: string): Promise<Pet | undefined> {
    void id;
    return undefined;
  }

  @POST
  @Status(201)
  create(pet: Pet, @HeaderParam('If-None-Match') tag?: string): Pet {
    void tag;
    return pet;
  }

  /** @deprecated since pets stay as they are */
  @PATCH
  @Path('/{id}')
  change(@PathParam('id') id: string, patch: DogPatch): Dog {
    void [id, patch];
    throw new Error('gone');
  }

  @GET
  @Path('/{id}/picture')
  @Produces('image/png')
  picture(@PathParam() id: string): Uint8Array {
    void id;
    return new Uint8Array();
  }

  @PUT
  @Path('/{id}/picture')
  @Consumes('image/png', 'image/jpeg')
  draw(@PathParam() id: string, picture: Uint8Array): void {
    void [id, picture];
  }

  @POST
  @Path('/{id}/adoption')
  adopt(@PathParam() id: string, @FormParam() name: string, @FormParam() photo?: Uint8Array): Response {
    void [name, photo];
    return Response.created(`/pets/${id}`).build();
  }
}

@Path('/files')
export class Files {
  @GET
  @Path('/{name: [a-z]+\\.txt}')
  text(@PathParam() name: string, @CookieParam() session?: string): string {
    void session;
    return name;
  }

  @GET
  @Path('/{number: [0-9]+}')
  numbered(@PathParam() number: bigint): { number: bigint } {
    return { number };
  }

  @GET
  @Path('/by-path/{rest+}')
  byPath(@PathParam() rest: string, @Context() request: RequestContext): string {
    return `${request.method} ${rest}`;
  }
}
