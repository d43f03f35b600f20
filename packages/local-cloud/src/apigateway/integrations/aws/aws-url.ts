import { notOffered } from '../../errors.ts';
import type { Header } from '../../headers/header.ts';
import type { AwsEndpoint } from './aws-uri.ts';

/** The URL of a service on AWS, and the headers that name the action. */
export interface AwsUrl {
  readonly uri: string;
  readonly headers: readonly Header[];
}

/** The URL that an AWS integration calls. Services that this cloud cannot call so are refused by name. */
export function awsUrl({ region, service, subdomain, kind, name }: AwsEndpoint): AwsUrl {
  const origin = `https://${service}.${region}.amazonaws.com`;
  if (service === 's3' && kind === 'path') {
    const bucket = subdomain === undefined ? '' : `/${subdomain}`;
    return { uri: `${origin}${bucket}/${name.replace(/^\//, '')}`, headers: [] };
  }
  if (service === 'dynamodb' && subdomain === undefined) {
    const json: Header = ['Content-Type', 'application/x-amz-json-1.0'];
    if (kind === 'path') return { uri: `${origin}/${name.replace(/^\//, '')}`, headers: [json] };
    const [action = ''] = name.split('&', 1);
    return {
      uri: `${origin}/?Action=${action}`,
      headers: [['X-Amz-Target', `DynamoDB_20120810.${action}`], json],
    };
  }
  const what = subdomain === undefined ? service : `${subdomain}.${service}`;
  throw notOffered(`An integration with the ${kind} ${name} of the AWS service ${what}`);
}
