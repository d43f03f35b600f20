import type { Backends, ClientIdentity } from '../../backends.ts';
import type { Exchange } from '../../exchange.ts';
import { configurationError } from '../../gateway-responses/gateway-fault.ts';
import { compileEndpointUri } from '../../mapping/endpoint-uri.ts';
import type { ApiIntegration } from '../../model.ts';

/** The tag of a VPC link that says where its requests go here, such as `http://127.0.0.1:8080`. */
const vpcLinkTag = '_local_url_';

export interface Connection {
  readonly timeoutInMillis: number;
  /** Where requests for the host of an integration's URL go instead. */
  readonly originOf: (host: string) => string | undefined;
  /** What a back end that asks for a client's certificate gets. */
  readonly identity: ClientIdentity | undefined;
}

const noPath = new Map<string, string[]>();

/** How an integration reaches its back end: through a VPC link, that is at the URL that the link's tag names. */
export function compileConnection(
  { connectionType, connectionId = '', timeoutInMillis }: ApiIntegration,
  {
    ownOrigin,
    vpcLinks,
    clientCertificates,
  }: Pick<Backends, 'ownOrigin' | 'vpcLinks' | 'clientCertificates'>,
): (exchange: Exchange) => Connection {
  const identityOf = ({ stage: { clientCertificateId } }: Exchange) =>
    clientCertificateId === undefined ? undefined : clientCertificates.get(clientCertificateId);
  if (connectionType !== 'VPC_LINK') {
    return (exchange) => ({ timeoutInMillis, originOf: ownOrigin, identity: identityOf(exchange) });
  }
  const idOf = compileEndpointUri(connectionId);
  return (exchange) => {
    const id = idOf(exchange.stage.variables, noPath);
    const url = vpcLinks.get(id)?.tags?.[vpcLinkTag];
    if (url !== undefined && URL.canParse(url)) {
      const { origin } = new URL(url);
      return { timeoutInMillis, originOf: () => origin, identity: identityOf(exchange) };
    }
    throw configurationError(
      new Error(`This machine has no VPC: expected a URL in the tag ${vpcLinkTag} of the VPC link '${id}'`),
    );
  };
}
