import { badRequest } from '../../errors.ts';

/** The target of an AWS integration's `uri`: an action of a service, or a path of it. */
export interface AwsEndpoint {
  readonly region: string;
  readonly service: string;
  /** The label in front of the service's name, such as a bucket. */
  readonly subdomain: string | undefined;
  readonly kind: 'action' | 'path';
  readonly name: string;
}

/** Reads `arn:aws:apigateway:{region}:{subdomain.service}:{path|action}/{name}`; refuses others with AWS's messages. */
export function awsEndpoint(uri: string | undefined): AwsEndpoint {
  const [scheme, , gateway, region = '', host = '', ...rest] = (uri ?? '').split(':');
  if (scheme !== 'arn') throw badRequest('Invalid ARN specified in the request');
  const [, kind, name = ''] = rest.join(':').match(/^(path|action)\/(.*)$/s) ?? [];
  if (gateway !== 'apigateway' || kind === undefined) {
    throw badRequest('AWS ARN for integration must contain path or action');
  }
  const [, subdomain, service = ''] = host.match(/^(?:(.+)\.)?([^.]+)$/) ?? [];
  return { region, service, subdomain, kind: kind as 'path' | 'action', name };
}
