import { DELETE, GET, Path, PathParam } from '@samples/lambada';

/** What every resource of this API has. */
export abstract class Crud<Item> {
  /**
   * One of them.
   * @param id what list returns
   * @throws {404} There is nothing with this id.
   */
  @GET
  @Path('/{id}')
  async get(@PathParam() id: string): Promise<Item | undefined> {
    void id;
    return undefined;
  }

  /** Removes one of them. */
  @DELETE
  @Path('/{id}')
  async remove(@PathParam() id: string): Promise<void> {
    void id;
  }
}
