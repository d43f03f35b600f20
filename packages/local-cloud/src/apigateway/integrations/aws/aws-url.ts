import { notOffered } from '../../errors.ts';
import type { Header } from '../../headers/header.ts';
import type { AwsEndpoint } from './aws-endpoint.ts';
import { protocolOf, type ServiceProtocol } from './offered-services.ts';

/** The URL of a service on AWS, and the headers that name the action. */
export interface AwsUrl {
  readonly uri: string;
  readonly headers: readonly Header[];
  readonly protocol: ServiceProtocol;
}

/** The URL that an AWS integration calls. Services that this cloud cannot call so are refused by name. */
export function awsUrl(endpoint: AwsEndpoint): AwsUrl {
  const refusal = refusalOf(endpoint);
  if (refusal !== undefined) throw notOffered(refusal);
  const { region, service, subdomain, kind, name } = endpoint;
  const protocol = protocolOf(service) ?? { kind: 'rest' };
  const host = protocol.kind === 'query' ? protocol.host : undefined;
  const origin = `https://${host ?? `${service}.${region}.amazonaws.com`}`;
  if (kind === 'path') {
    const bucket = subdomain === undefined ? '' : `/${subdomain}`;
    const uri = `${origin}${bucket}/${name.replace(/^\//, '')}`;
    return { uri, headers: protocol.kind === 'json' ? [typeOf(protocol)] : [], protocol };
  }
  if (protocol.kind === 'json') {
    const [action = ''] = name.split('&', 1);
    const target: Header = ['X-Amz-Target', `${protocol.target}.${action}`];
    return { uri: `${origin}/?Action=${action}`, headers: [target, typeOf(protocol)], protocol };
  }
  const isDated = protocol.kind !== 'query' || /&Version=/.test(name);
  const version = isDated ? '' : `&Version=${protocol.version}`;
  return { uri: `${origin}/?Action=${name}${version}`, headers: [], protocol };
}

function typeOf({ version }: { readonly version: string }): Header {
  return ['Content-Type', `application/x-amz-json-${version}`];
}

/** What of an integration this cloud does not offer. */
function refusalOf({ service, subdomain, kind, name }: AwsEndpoint): string | undefined {
  const protocol = protocolOf(service);
  const isOffered =
    protocol &&
    (subdomain === undefined || (service === 's3' && kind === 'path')) &&
    (kind === 'path' || protocol.kind !== 'rest');
  if (isOffered) return undefined;
  const what = subdomain === undefined ? service : `${subdomain}.${service}`;
  return `An integration with the ${kind} ${name} of the AWS service ${what}`;
}

const uriPattern =
  /:apigateway:(?:\$\{AWS::Region\}|[\w-]*):(?:([\w.-]+)\.)?([\w-]+):(action|path)\/([^"&\\]*)/g;

/** What the integrations of a definition or a template ask for that this cloud does not offer, one sentence each. */
export function integrationRefusals(definition: string): string[] {
  const refusals = [...definition.matchAll(uriPattern)].map(([, subdomain, service = '', kind, name = '']) =>
    refusalOf({ region: '', service, subdomain, kind: kind as AwsEndpoint['kind'], name }),
  );
  const asked = refusals.filter((refusal) => refusal !== undefined);
  return [...new Set(asked)].map((refusal) => `${refusal} is not offered by this embedded cloud`);
}
