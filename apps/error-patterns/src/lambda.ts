import { type ErrorContract, errorObject, integrationHandler } from '@samples/http';
import { audited } from './audited.ts';
import { respond, type StatusRequest } from './respond.ts';

interface IndentedRequest extends StatusRequest {
  /** Spaces per level. Every language's serialiser has its own, and the patterns have to match them all. */
  indent: string;
}

/** Fails with a message such as `{"errorType":"NotFound","httpStatus":404,"requestId":"…","message":"…"}`. */
export const handler = audited((request: IndentedRequest, context) => {
  const indent = Number(request.indent);
  const contract: ErrorContract = (...error) => errorObject(...error, indent);
  return integrationHandler(contract, respond)(request, context);
});
