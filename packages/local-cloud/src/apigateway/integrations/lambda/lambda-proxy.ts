import type { Backends } from '../../backends.ts';
import { proxyEvent } from '../../event/proxy-event.ts';
import type { CompiledIntegration, Exchange } from '../../exchange.ts';
import { GatewayFault, integrationFailure } from '../../gateway-responses/gateway-fault.ts';
import type { ApiIntegration } from '../../model.ts';
import { compileHeaderCheck } from '../forbidden-headers.ts';
import { invocationHeaders, resultHeaders } from './invocation-headers.ts';
import { compileInvoker, invocationUri, notAnInvocation } from './invoke-function.ts';
import { lambdaFunctionOf } from './lambda-uri.ts';
import { proxyResponse } from './proxy-response.ts';

const maxPayloadBytes = 6 * 1024 * 1024;

/** AWS_PROXY: the request becomes the function's event, and its result becomes the response. */
export function compileLambdaProxy(
  resourcePath: string,
  integration: ApiIntegration,
  backends: Backends,
): CompiledIntegration {
  const functionName = lambdaFunctionOf(integration.uri);
  const invoke = compileInvoker(resourcePath, integration, backends);
  const checkHeaders = compileHeaderCheck(integration);
  const isPost = integration.httpMethod === 'POST';
  return {
    timeoutInMillis: integration.timeoutInMillis,
    request(exchange) {
      checkHeaders();
      if (!isPost) throw notAnInvocation();
      const uri = invocationUri(backends, functionName(exchange.stage.variables));
      // Only for the execution log.
      const headers = exchange.log ? invocationHeaders(exchange) : [];
      return { httpMethod: 'POST', uri, headers, body: eventText(exchange) };
    },
    async invoke({ body }, exchange) {
      const result = await invoke(exchange, { payload: body, isJson: true });
      if (result.functionError) throw integrationFailure(502);
      const headers = exchange.log ? resultHeaders(result) : [];
      return { status: result.statusCode, headers, body: result.payload };
    },
    respond(result, exchange) {
      const response = proxyResponse(result.body, exchange);
      if (exchange.access?.integration) exchange.access.integration.status = response.status;
      return response;
    },
  };
}

function eventText(exchange: Exchange): string {
  const payload = JSON.stringify(proxyEvent(exchange));
  // A UTF-16 unit takes at most three bytes of UTF-8, so that most events need no exact count.
  if (payload.length * 3 > maxPayloadBytes && Buffer.byteLength(payload) > maxPayloadBytes) {
    throw new GatewayFault('REQUEST_TOO_LARGE', 'Request Too Long');
  }
  return payload;
}
