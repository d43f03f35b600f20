import type { GatewayResponse } from '@aws-sdk/client-api-gateway';
import type { CompiledDeployment, FaultScope, HttpResponse } from '../exchange.ts';
import type { Header } from '../headers/header.ts';
import { acceptedTemplate } from '../headers/media-type.ts';
import type { GatewayFault } from './gateway-fault.ts';
import type { GatewayResponseClass, GatewayResponseType } from './gateway-response-types.ts';
import { compileValue, compileVariables, type Renderer } from './variables.ts';

interface CompiledResponse {
  /** Absent: the status of the fault. */
  readonly status: number | undefined;
  readonly parameters: readonly (readonly [name: string, value: Renderer])[];
  readonly templates: readonly (readonly [contentType: string, body: Renderer])[];
}

const defaultTemplates = { 'application/json': '{"message":$context.error.messageString}' };
const builtIn = compileResponse({});
/** AWS's own response has a capital M, although GetGatewayResponse lists the template above. */
const builtInDenial = compileResponse({
  responseTemplates: { 'application/json': '{"Message":$context.error.messageString}' },
});

/**
 * A type's own entry is complete: what it leaves out is AWS's default. Without one, a customised DEFAULT_4XX or
 * DEFAULT_5XX applies.
 */
export function compileGatewayResponses(
  customised: Readonly<Record<string, GatewayResponse>>,
): CompiledDeployment['gatewayResponses'] {
  const compiled = new Map(Object.entries(customised).map(([type, entry]) => [type, compileResponse(entry)]));
  return (fault, scope) => {
    const response = compiled.get(fault.type) ?? compiled.get(classOf(fault)) ?? builtInOf(fault);
    return render(response, fault, scope);
  };
}

function compileResponse(entry: GatewayResponse): CompiledResponse {
  const templates = Object.entries(entry.responseTemplates ?? {});
  return {
    status: entry.statusCode === undefined ? undefined : Number(entry.statusCode),
    parameters: Object.entries(entry.responseParameters ?? {}).map(([target, source]) => [
      target.slice('gatewayresponse.header.'.length),
      compileValue(source),
    ]),
    templates: (templates.length > 0 ? templates : Object.entries(defaultTemplates)).map(
      ([contentType, template]) => [contentType, compileVariables(template)],
    ),
  };
}

function render(response: CompiledResponse, fault: GatewayFault, scope: FaultScope): HttpResponse {
  const [contentType, template] = acceptedTemplate(response.templates, scope.call.headers.accept) ?? [];
  const own = response.parameters.map(([name, value]): Header => [name, value(scope)]);
  const isTyped = own.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    status: response.status ?? fault.status,
    headers: [
      ...(isTyped || contentType === undefined ? [] : [['Content-Type', contentType] as const]),
      ...own,
      ['x-amzn-ErrorType', fault.errorType],
    ],
    body: template?.(scope) ?? '',
    showsTrace: false,
  };
}

function builtInOf({ type }: GatewayFault): CompiledResponse {
  return type === 'ACCESS_DENIED' ? builtInDenial : builtIn;
}

function classOf(fault: {
  readonly type: GatewayResponseType;
  readonly status: number;
}): GatewayResponseClass {
  return fault.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
}
