import { createHash, randomBytes } from 'node:crypto';
import { defaultAccount } from '../../account.ts';
import type { FunctionUrl } from '../function-record.ts';
import type { LambdaState } from '../state.ts';

/** The resource of a stack that a URL is made for. */
export interface UrlOrigin {
  readonly stackName?: string;
  readonly logicalId?: string;
}

export function urlOf(
  { urls }: LambdaState,
  functionName: string,
  qualifier: string | undefined,
): FunctionUrl | undefined {
  return urlsOf(urls, functionName).find((url) => url.qualifier === qualifier);
}

export function urlsOf(urls: ReadonlyMap<string, FunctionUrl>, functionName: string): FunctionUrl[] {
  return [...urls.values()].filter((url) => url.functionName === functionName);
}

/** The URLs of a deleted alias, or of all of a deleted function, go with it. */
export function removeUrls({ urls }: LambdaState, functionName: string, alias?: string): void {
  for (const { id, qualifier } of urlsOf(urls, functionName)) {
    if (alias === undefined || qualifier === alias) urls.delete(id);
  }
}

/** `http://<id>.lambda-url.us-east-1.localhost:4566/` */
export function publicUrl({ account, endpointUrl }: LambdaState, id: string): string {
  const { port } = new URL(endpointUrl());
  return `http://${id}.lambda-url.${account.region}.localhost${port && `:${port}`}/`;
}

/**
 * Set by the function's tag `_custom_id_`, as in LocalStack; else derived from the stack or the function, so that URLs
 * outlive a restart.
 */
export function newUrlId(
  { account, urls, functions, isUrlElsewhere }: LambdaState,
  functionArn: string,
  { functionName, qualifier }: Pick<FunctionUrl, 'functionName' | 'qualifier'>,
  { stackName, logicalId }: UrlOrigin = {},
): string {
  const tag = functions.get(functionName)?.tags._custom_id_;
  const custom = tag && qualifier ? `${tag}-${qualifier}` : tag;
  const isTaken = (id: string) => urls.has(id) || isUrlElsewhere(id);
  if (custom && isLabel(custom) && !isTaken(custom)) return custom;
  const place = account.region === defaultAccount.region ? '' : `${account.region}/`;
  const origin = stackName && logicalId ? `${place}${stackName}/${logicalId}` : functionArn;
  const derived = createHash('sha256').update(origin).digest('hex').slice(0, 32);
  return isTaken(derived) ? randomBytes(16).toString('hex') : derived;
}

/** The label of a host name is written in lower case. */
function isLabel(id: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(id);
}
