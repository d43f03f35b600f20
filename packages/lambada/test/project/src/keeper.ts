import { Authorizer, type Caller, Provider, type RequestAuthorizer, Response } from '@samples/lambada';

@Authorizer('keeper', { header: 'X-Keeper', ttl: 60 })
export class Keeper implements RequestAuthorizer {
  authorize(credentials: string): Caller | undefined {
    return credentials === 'keeper' ? { principalId: 'keeper' } : undefined;
  }
}

export class NoRoom extends Error {}

@Provider()
export class AnyError {
  toResponse(error: Error): Response {
    return Response.serverError().entity(error.message).build();
  }
}

@Provider()
export class NoRoomMapper {
  toResponse(error: NoRoom): Response {
    return Response.status(409).entity(error.message).build();
  }
}
