import type { CompiledIntegration } from '../../exchange.ts';
import { configurationError } from '../../gateway-responses/gateway-fault.ts';
import type { ApiIntegration, ApiMethod } from '../../model.ts';
import { compileMapped } from '../mapped-integration.ts';
import { mockStatus } from './mock-status.ts';

const empty = Buffer.alloc(0);

/** MOCK: the status in the rendered request template selects the integration response. Its body is empty at first. */
export function compileMock(method: ApiMethod, integration: ApiIntegration): CompiledIntegration {
  // Parameter mappings are accepted and have no effect.
  return compileMapped(
    method,
    { ...integration, requestParameters: {} },
    {
      reachesBackEnd: false,
      readContent: () => '',
      request: ({ exchange }, _, body) => ({ httpMethod: exchange.httpMethod, headers: [], body }),
      async invoke({ body }) {
        const status = mockStatus(String(body));
        if (status === undefined) throw unparsable();
        return { status, headers: [], body: empty };
      },
    },
  );
}

function unparsable() {
  return configurationError(
    new Error('Unable to parse statusCode. It should be an integer that is defined in the request template.'),
  );
}
