import type { Backends } from '../../backends.ts';
import type { Exchange } from '../../exchange.ts';
import { configurationError } from '../../gateway-responses/gateway-fault.ts';
import { compileEndpointUri } from '../../mapping/endpoint-uri.ts';
import type { ApiIntegration } from '../../model.ts';

/** The tag of a VPC link that says where its requests go here, such as `http://127.0.0.1:8080`. */
export const vpcLinkTag = '_local_url_';

type OriginOf = (host: string) => string | undefined;

const noPath = new Map<string, string[]>();

/** Where requests for the host of an integration's URL go instead: through a VPC link to the URL that its tag names. */
export function compileOrigin(
  { connectionType, connectionId = '' }: ApiIntegration,
  { ownOrigin, vpcLinks }: Pick<Backends, 'ownOrigin' | 'vpcLinks'>,
): (exchange: Exchange) => OriginOf {
  if (connectionType !== 'VPC_LINK') return () => ownOrigin;
  const idOf = compileEndpointUri(connectionId);
  return ({ stage }) => {
    const id = idOf(stage.variables, noPath);
    const url = vpcLinks.get(id)?.tags?.[vpcLinkTag];
    if (url !== undefined && URL.canParse(url)) return () => new URL(url).origin;
    throw configurationError(
      new Error(`This machine has no VPC: expected a URL in the tag ${vpcLinkTag} of the VPC link '${id}'`),
    );
  };
}
