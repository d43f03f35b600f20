import { HttpError, headerValues } from '@samples/http';
import type { APIGatewayProxyEvent } from 'aws-lambda';

/** Entity tags in their quotes, or `*` for any tag. */
export type EntityTags = '*' | readonly string[];

/** The state a request expects the resource to be in: https://www.rfc-editor.org/rfc/rfc9110#section-13.1 */
export interface Preconditions {
  ifMatch?: EntityTags | undefined;
  ifNoneMatch?: EntityTags | undefined;
}

export function preconditions(event: APIGatewayProxyEvent): Preconditions {
  return {
    ifMatch: entityTags(event, 'If-Match', 'strong'),
    ifNoneMatch: entityTags(event, 'If-None-Match', 'weak'),
  };
}

export function includesTag(tags: EntityTags, etag: string): boolean {
  return tags === '*' || tags.includes(etag);
}

export function preconditionFailed(): HttpError {
  return new HttpError(412, 'The resource is not in the state that If-Match or If-None-Match demands');
}

const entityTag = /(?:W\/)?("[^"\s]*")/g;
const entityTagList = new RegExp(`^${entityTag.source}(?:\\s*,\\s*${entityTag.source})*$`);

// The limit of DynamoDB's operator IN: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
const mostTags = 100;

function entityTags(
  event: APIGatewayProxyEvent,
  name: string,
  comparison: 'strong' | 'weak',
): EntityTags | undefined {
  const values = headerValues(event, name);
  if (values.length === 0) {
    return undefined;
  }
  const list = values.join(', ').trim();
  if (list === '*') {
    return list;
  }
  // The tags of this API are strong: a weak tag never equals one with its `W/`, and may equal one without it.
  const tags = Array.from(list.matchAll(entityTag), ([tag, opaque = '']) =>
    comparison === 'weak' ? opaque : tag,
  );
  if (!entityTagList.test(list) || tags.length > mostTags) {
    throw new HttpError(400, `Expected * or up to ${mostTags} quoted entity tags for header ${name}`);
  }
  return tags;
}
