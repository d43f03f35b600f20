import { lambdaError } from './errors.ts';

/** Refuses a change by a caller that has read an older revision. */
export function checkRevision(
  expected: string | undefined,
  actual: string | undefined,
  operation = 'GetFunction/GetAlias',
): void {
  if (expected === undefined || expected === actual) return;
  throw lambdaError(
    'PreconditionFailedException',
    `The Revision Id provided does not match the latest Revision Id. Call the ${operation} API to retrieve the latest Revision Id`,
    412,
  );
}
