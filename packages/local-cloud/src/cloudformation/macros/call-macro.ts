import { randomUUID } from 'node:crypto';
import { isRecord } from '../../aws/is-record.ts';
import { parsedJson } from '../../aws/json-text.ts';
import { validationError } from '../errors.ts';
import { awaited } from '../long-task.ts';
import { conditionValue } from '../parameters/evaluate-conditions.ts';
import { checkDepth, maxTemplateBytes } from '../parsing/check-format.ts';
import type { Source } from '../stacks/template-source.ts';
import type { CloudFormationState } from '../state.ts';
import type { JsonValue } from '../template.ts';

/** A use of a macro, at the top of a template or within it. */
export interface MacroCall {
  readonly name: string;
  /** They may be functions of parameters. */
  readonly params: JsonValue;
  /** The template, or what is beside the call. */
  readonly fragment: JsonValue;
  readonly templateParameterValues: Readonly<Record<string, JsonValue>>;
}

/**
 * What a macro's function makes of a fragment.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-overview.html
 */
export function callMacro(
  state: CloudFormationState,
  { scope }: Pick<Source, 'scope'>,
  call: MacroCall,
): JsonValue {
  const { account, macros, services, tasks } = state;
  const { name, fragment, templateParameterValues } = call;
  const functionName = macros.get(name);
  if (functionName === undefined) throw validationError(`No transform named ${account.id}::${name} found.`);
  const transformId = `${account.id}::${name}`;
  const params = conditionValue(call.params, scope) ?? {};
  const event = {
    accountId: account.id,
    fragment,
    transformId,
    region: account.region,
    params,
    templateParameterValues,
  };
  return awaited(tasks, `macro ${JSON.stringify(event)}`, async () => {
    const requestId = randomUUID();
    const payload = JSON.stringify({ ...event, requestId });
    const response = await services.lambda.invoke({ functionName, payload });
    return fragmentOf(transformId, requestId, response);
  });
}

type Response = Awaited<ReturnType<CloudFormationState['services']['lambda']['invoke']>>;

function fragmentOf(transformId: string, requestId: string, { functionError, payload }: Response): JsonValue {
  const response = functionError ? undefined : parsedJson(payload);
  if (!isRecord(response) || response.requestId !== requestId) throw malformed(transformId);
  const { status, errorMessage, fragment } = response;
  if (String(status).toLowerCase() !== 'success') {
    const why = errorMessage ? `failed with: ${errorMessage}` : 'failed without an error message.';
    throw validationError(`Transform ${transformId} ${why}`);
  }
  if (fragment === undefined || fragment === null || payload.length > maxTemplateBytes)
    throw malformed(transformId);
  checkDepth(fragment);
  return fragment as JsonValue;
}

function malformed(transformId: string): Error {
  return validationError(`Received malformed response from transform ${transformId}`);
}
