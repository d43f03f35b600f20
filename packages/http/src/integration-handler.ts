import type { Context } from 'aws-lambda';
import type { ErrorStatus } from './error-code.ts';
import { IntegrationError } from './integration-error.ts';
import { refusalOf } from './refusal.ts';

/** How refusals are written for the API's selection patterns: `prefixedError` or `errorObject`. */
export type ErrorContract = (status: ErrorStatus, message: string, requestId: string) => IntegrationError;

/**
 * The boundary of a function behind a Lambda integration without proxy. An `HttpError` is thrown on in
 * the contract's words, an `IntegrationError` (`redirectError`, …) as it is; anything else is a bug,
 * logged once and thrown on as an opaque 500, because a message that no pattern selects would leave the
 * gateway as a 200.
 */
export function integrationHandler<Input, Output>(
  contract: ErrorContract,
  handle: (input: Input, context: Context) => Promise<Output>,
): (input: Input, context: Context) => Promise<Output> {
  return async (input, context) => {
    try {
      return await handle(input, context);
    } catch (error) {
      if (error instanceof IntegrationError) {
        throw error;
      }
      const { status, message } = refusalOf(error, context.awsRequestId);
      throw contract(status, message, context.awsRequestId);
    }
  };
}
