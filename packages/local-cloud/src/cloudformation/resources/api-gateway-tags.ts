import { arn } from '../../account.ts';
import type { ResourceContext } from '../resource-type.ts';

export type TemplateTags = readonly { readonly Key: string; readonly Value: string }[];

/** Replaces the tags of a resource of API Gateway, named by its path, by those of the template. */
export function replaceTags(
  path: string,
  tags: TemplateTags | undefined,
  former: TemplateTags | undefined,
  { account, services }: ResourceContext,
): void {
  const { operations } = services.apigateway;
  const resourceArn = arn('apigateway', path, { region: account.region });
  operations.UntagResource({ resourceArn, tagKeys: (former ?? []).map(({ Key }) => Key) });
  operations.TagResource({ resourceArn, tags: tagRecord(tags) });
}

export function tagRecord(tags: TemplateTags | undefined): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key, Value]));
}
