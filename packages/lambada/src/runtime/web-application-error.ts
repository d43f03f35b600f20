import { Response } from './response.ts';

/** Thrown by a method to end a request with a status: `throw new WebApplicationError(404, 'There is no note 7')`. */
export class WebApplicationError extends Error {
  override readonly name = 'WebApplicationError';
  readonly response: Response;

  /** @param response a status, for a JSON body with the message, or a whole response */
  constructor(response: number | Response, message?: string, options?: ErrorOptions) {
    super(message ?? `HTTP ${typeof response === 'number' ? response : response.status}`, options);
    this.response =
      typeof response === 'number'
        ? Response.status(response).entity({ message: this.message }).build()
        : response;
  }
}
