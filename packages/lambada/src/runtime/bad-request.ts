import { Response } from './response.ts';
import { WebApplicationError } from './web-application-error.ts';

/** One thing that is wrong with a request. */
export interface Problem {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'form' | 'body';
  /** Of the parameter; the path of a property, such as `tags/0`, in a body. */
  readonly name: string;
  readonly message: string;
}

/** 400 with every problem of the request, the first 20 at most. */
export function badRequest(problems: readonly Problem[]): WebApplicationError {
  const errors = problems.slice(0, 20);
  const message = errors.map((problem) => problem.message).join('. ');
  return new WebApplicationError(Response.status(400).entity({ message, errors }).build(), message);
}
