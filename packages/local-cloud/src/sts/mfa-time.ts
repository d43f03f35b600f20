import { queryAccessDenied } from '../aws/query-protocol.ts';
import type { Caller } from '../aws/service.ts';
import type { StsState } from './state.ts';

interface MfaInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/** When the caller gave the one-time password of the request: now, or never. Throws for a wrong one. */
export function mfaTime(
  { iam }: Pick<StsState, 'iam'>,
  { userName }: Caller,
  { SerialNumber, TokenCode }: MfaInput,
): number | undefined {
  if (SerialNumber === undefined && TokenCode === undefined) return undefined;
  const problem = iam.takeMfaCode(userName, SerialNumber, TokenCode);
  if (problem !== undefined) throw queryAccessDenied(problem);
  return Date.now();
}
