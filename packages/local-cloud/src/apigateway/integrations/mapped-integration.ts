import type {
  CompiledIntegration,
  Exchange,
  IntegrationRequest,
  IntegrationResult,
  MappingScope,
} from '../exchange.ts';
import { remapOfBackEnd } from '../headers/remap-headers.ts';
import { mappingScope } from '../mapping/mapping-scope.ts';
import { overrideParameters } from '../mapping/overrides.ts';
import { compileRequestParameters, type RequestParameters } from '../mapping/request-parameters.ts';
import type { ApiIntegration, ApiMethod } from '../model.ts';
import type { Content } from './content-handling.ts';
import { compileHeaderCheck } from './forbidden-headers.ts';
import { compileRequestBody } from './request-body.ts';
import { type ContentReader, compileResponseMapping } from './response-mapping.ts';

/** What differs between the integrations with mappings. */
export interface BackEnd {
  /** False for MOCK: its responses show no trace id and keep more of their headers. */
  readonly reachesBackEnd: boolean;
  readonly request: (
    scope: MappingScope,
    parameters: RequestParameters,
    content: Content,
  ) => IntegrationRequest;
  readonly invoke: (request: IntegrationRequest, exchange: Exchange) => Promise<IntegrationResult>;
  readonly readContent: ContentReader;
}

/** An integration with mappings in both directions: parameters, then the body, then what templates override. */
export function compileMapped(
  method: ApiMethod,
  integration: ApiIntegration,
  backEnd: BackEnd,
): CompiledIntegration {
  const checkHeaders = compileHeaderCheck(integration);
  const mapParameters = compileRequestParameters(integration.requestParameters);
  const mapBody = compileRequestBody(integration);
  const mapResponse = compileResponseMapping(method, integration, backEnd.readContent);
  return {
    timeoutInMillis: integration.timeoutInMillis,
    async request(exchange) {
      checkHeaders();
      const scope = mappingScope(exchange);
      const mapped = await mapParameters(scope);
      const content = await mapBody(scope);
      const parameters = overrideParameters(scope, mapped);
      if (backEnd.reachesBackEnd) checkHeaders(parameters.header.keys());
      return { ...backEnd.request(scope, parameters, content), scope };
    },
    invoke: backEnd.invoke,
    async respond(result, exchange, { scope = mappingScope(exchange) }) {
      const { headers, ...mapped } = await mapResponse(result, scope);
      const showsTrace = backEnd.reachesBackEnd;
      return { ...mapped, headers: showsTrace ? headers.map(remapOfBackEnd) : headers, showsTrace };
    },
  };
}
