import type {
  CreateFunctionUrlConfigCommandInput,
  CreateFunctionUrlConfigCommandOutput,
  DeleteFunctionUrlConfigCommandInput,
  FunctionUrlConfig,
  GetFunctionUrlConfigCommandInput,
  ListFunctionUrlConfigsCommandInput,
  ListFunctionUrlConfigsCommandOutput,
  UpdateFunctionUrlConfigCommandInput,
} from '@aws-sdk/client-lambda';
import { conflict, invalidValue, notFound } from '../errors.ts';
import { functionAddress, functionArn } from '../function-name.ts';
import type { FunctionUrl } from '../function-record.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { LambdaState } from '../state.ts';
import { checkedCors } from '../urls/checked-cors.ts';
import { newUrlId, publicUrl, type UrlOrigin, urlOf, urlsOf } from '../urls/function-url.ts';

/** `origin`: the resource of a stack that the URL is made for. */
export function createFunctionUrlConfig(
  state: LambdaState,
  input: CreateFunctionUrlConfigCommandInput,
  origin?: UrlOrigin,
): Omit<CreateFunctionUrlConfigCommandOutput, '$metadata'> {
  const { AuthType, Cors, InvokeMode } = input;
  const named = namedIn(state, input);
  const { functionName, qualifier } = named;
  requireFunction(state, named);
  if (urlOf(state, functionName, qualifier)) {
    throw conflict(
      `Failed to create function url config for [functionArn = ${arnOf(state, named)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    );
  }
  const now = new Date().toISOString();
  const url: FunctionUrl = {
    ...named,
    id: newUrlId(state, arnOf(state, named), named, origin),
    authType: checkedAuthType(AuthType),
    cors: checkedCors(Cors),
    invokeMode: checkedMode(InvokeMode),
    createdAt: now,
    modifiedAt: now,
  };
  state.urls.set(url.id, url);
  const { LastModifiedTime: _shownLater, ...shown } = shownConfig(state, url);
  return shown;
}

export function getFunctionUrlConfig(
  state: LambdaState,
  input: GetFunctionUrlConfigCommandInput,
): FunctionUrlConfig {
  return withMode(shownConfig(state, existing(state, input)));
}

export function listFunctionUrlConfigs(
  state: LambdaState,
  input: ListFunctionUrlConfigsCommandInput,
): Omit<ListFunctionUrlConfigsCommandOutput, '$metadata'> {
  const { functionName } = namedIn(state, { FunctionName: input.FunctionName });
  requireFunction(state, { functionName, qualifier: undefined });
  const { items, NextMarker } = pageByMarker(urlsOf(state.urls, functionName), input);
  return { FunctionUrlConfigs: items.map((url) => withMode(shownConfig(state, url))), NextMarker };
}

export function updateFunctionUrlConfig(
  state: LambdaState,
  input: UpdateFunctionUrlConfigCommandInput,
): FunctionUrlConfig {
  requireFunction(state, namedIn(state, input));
  const before = existing(state, input);
  const { AuthType = before.authType, Cors = before.cors, InvokeMode = before.invokeMode } = input;
  const url: FunctionUrl = {
    ...before,
    authType: checkedAuthType(AuthType),
    cors: checkedCors(Cors),
    invokeMode: checkedMode(InvokeMode),
    modifiedAt: new Date().toISOString(),
  };
  state.urls.set(url.id, url);
  return shownConfig(state, url);
}

export function deleteFunctionUrlConfig(
  state: LambdaState,
  input: DeleteFunctionUrlConfigCommandInput,
): undefined {
  state.urls.delete(existing(state, input).id);
}

interface NamedInput {
  readonly FunctionName: string | undefined;
  readonly Qualifier?: string | undefined;
}

/** Of the qualifiers only aliases have URLs. */
function namedIn(
  { account }: LambdaState,
  { FunctionName, Qualifier }: NamedInput,
): Pick<FunctionUrl, 'functionName' | 'qualifier'> {
  if (Qualifier !== undefined) requireAlias(Qualifier);
  const { name, qualifier } = functionAddress(account, FunctionName, Qualifier);
  if (qualifier !== undefined) requireAlias(qualifier);
  return { functionName: name, qualifier };
}

function requireAlias(qualifier: string): void {
  if (/^(?!\d+$)[\w-]+$/.test(qualifier)) return;
  const pattern = '((?!^\\d+$)^[0-9a-zA-Z-_]+$)';
  throw invalidValue(qualifier, 'qualifier', `Member must satisfy regular expression pattern: ${pattern}`);
}

function existing(state: LambdaState, input: NamedInput): FunctionUrl {
  const { functionName, qualifier } = namedIn(state, input);
  const url = urlOf(state, functionName, qualifier);
  if (!url) throw notFound('The resource you requested does not exist.');
  return url;
}

function checkedAuthType(type: string | undefined): FunctionUrl['authType'] {
  if (type === 'NONE' || type === 'AWS_IAM') return type;
  if (type !== undefined)
    throw invalidValue(type, 'authType', 'Member must satisfy enum value set: [NONE, AWS_IAM]');
  throw invalidValue('null', 'authType', 'Member must not be null');
}

function checkedMode(mode: string | undefined): FunctionUrl['invokeMode'] {
  if (mode === undefined || mode === 'BUFFERED' || mode === 'RESPONSE_STREAM') return mode;
  const constraint = 'Member must satisfy enum value set: [RESPONSE_STREAM, BUFFERED]';
  throw invalidValue(mode, 'invokeMode', constraint);
}

function shownConfig(state: LambdaState, url: FunctionUrl): FunctionUrlConfig {
  return {
    FunctionUrl: publicUrl(state, url.id),
    FunctionArn: arnOf(state, url),
    AuthType: url.authType,
    ...(url.cors && { Cors: url.cors }),
    CreationTime: url.createdAt,
    LastModifiedTime: url.modifiedAt,
    ...(url.invokeMode && { InvokeMode: url.invokeMode }),
  };
}

/** Reads show the mode that is meant; what creates or changes a URL, the mode that was given. */
function withMode(shown: FunctionUrlConfig): FunctionUrlConfig {
  return { ...shown, InvokeMode: shown.InvokeMode ?? 'BUFFERED' };
}

function arnOf(
  { account }: LambdaState,
  { functionName, qualifier }: Pick<FunctionUrl, 'functionName' | 'qualifier'>,
): string {
  return functionArn(account, functionName, qualifier);
}

function requireFunction(
  { functions }: LambdaState,
  { functionName, qualifier }: Pick<FunctionUrl, 'functionName' | 'qualifier'>,
): void {
  const record = functions.get(functionName);
  if (record && (qualifier === undefined || record.aliases.has(qualifier))) return;
  throw notFound('Function does not exist');
}
