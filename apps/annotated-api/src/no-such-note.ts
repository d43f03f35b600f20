import { Provider, Response } from '@samples/lambada';

export class NoSuchNote extends Error {
  readonly id: string;

  constructor(id: string) {
    super(`There is no note ${id}`);
    this.id = id;
  }
}

/** Methods throw the error, and this alone knows which response it is. */
@Provider()
export class NoSuchNoteMapper {
  toResponse(error: NoSuchNote): Response {
    return Response.status(404).entity({ message: error.message }).build();
  }
}
