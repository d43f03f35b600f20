import { ChoiceError } from '../discover/choice-error.ts';
import { UsageError } from './usage-error.ts';

export const exitCodes = { failed: 1, usage: 2, nothingFound: 3, notAllowed: 4, interrupted: 130 } as const;

export interface Failure {
  readonly exitCode: number;
  readonly message: string;
}

/** What to report about an error, in words that say what to do. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof UsageError)
    return { exitCode: exitCodes.usage, message: `${error.message}\nSee apilogs --help.` };
  if (error instanceof ChoiceError) return { exitCode: exitCodes.failed, message: error.message };
  if (!(error instanceof Error)) return { exitCode: exitCodes.failed, message: String(error) };
  return explainAccess(error) ?? { exitCode: exitCodes.failed, message: explainService(error) };
}

const noCredentials =
  /^(CredentialsProviderError|ExpiredTokenException|UnrecognizedClientException|InvalidSignatureException|InvalidClientTokenId|TokenProviderError)$/;

function explainAccess(error: Error): Failure | undefined {
  const exitCode = exitCodes.notAllowed;
  const action = /not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S+))?/.exec(error.message);
  if (action) {
    const resource = action[2] ? ` on ${action[2]}` : '';
    return {
      exitCode,
      message: `Missing permission ${action[1]}${resource}. Add it to the policies of the user or role.\n${error.message}`,
    };
  }
  if (/^(AccessDenied|Unauthorized)/.test(error.name))
    return { exitCode, message: `Access denied: ${error.message}` };
  if (!noCredentials.test(error.name)) return undefined;
  const hint =
    error.name.startsWith('Expired') || /sso/i.test(error.message)
      ? 'Sign in again, for example by aws sso login.'
      : 'Choose a --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (test and test for an emulator on this machine).';
  return { exitCode, message: `${error.message}\n${hint}` };
}

function explainService(error: Error & { code?: string }): string {
  if (error.name === 'NotFoundException' && /API identifier/.test(error.message)) {
    return `${error.message}. apilogs reads REST APIs of this account and region: apilogs apis lists them.`;
  }
  if (error.code === 'ECONNREFUSED') return `Nothing listens at the endpoint: ${error.message}`;
  if (error.code === 'ENOTFOUND')
    return `There is no such endpoint: ${error.message}. Is the region right, and the network there?`;
  if (/^Region is missing|region=""/.test(error.message))
    return 'Region is missing: give --region, set AWS_REGION, or choose a --profile that has one.';
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
}
