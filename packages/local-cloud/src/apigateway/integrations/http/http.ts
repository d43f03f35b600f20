import type { Backends } from '../../backends.ts';
import type { CompiledIntegration } from '../../exchange.ts';
import { compileEndpointUri } from '../../mapping/endpoint-uri.ts';
import type { ApiIntegration, ApiMethod } from '../../model.ts';
import { compileMapped } from '../mapped-integration.ts';
import { forwardedType, ownHeaders } from '../request-headers.ts';
import { sentMethod } from '../request-method.ts';
import { readTyped } from '../response-mapping.ts';
import { callHttp } from './call-http.ts';
import { compileConnection } from './compile-connection.ts';
import { endpointUrl, uriWith } from './endpoint-url.ts';
import { httpRequestOf } from './http-request.ts';

/** HTTP: the back end gets the body and the mapped parameters, nothing else of the client's request. */
export function compileHttp(
  method: ApiMethod,
  integration: ApiIntegration,
  backends: Backends,
): CompiledIntegration {
  const endpointUri = compileEndpointUri(integration.uri ?? '');
  const connectionOf = compileConnection(integration, backends);
  return compileMapped(method, integration, {
    reachesBackEnd: true,
    readContent: readTyped,
    request({ exchange }, parameters, content) {
      const address = endpointUrl(endpointUri(exchange.stage.variables, parameters.path));
      const headers = [...ownHeaders(exchange), ...forwardedType(exchange)];
      const httpMethod = sentMethod(integration, exchange.httpMethod);
      const uri = uriWith(address, parameters.querystring);
      return httpRequestOf(httpMethod, { uri, host: address.host }, headers, parameters, content);
    },
    invoke: (request, exchange) => callHttp(request, connectionOf(exchange)),
  });
}
