import { lambdaError } from './errors.ts';

/** A caller that names the revision it read is refused where somebody has changed it since. */
export function checkRevision(expected: string | undefined, actual: string | undefined): void {
  if (expected === undefined || expected === actual) return;
  throw lambdaError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  );
}
