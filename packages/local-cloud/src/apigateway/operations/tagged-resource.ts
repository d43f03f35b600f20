import type { ApiGatewayState } from '../api-gateway.ts';
import { notFound, restApiWith, stageNamed } from '../rest-api-record.ts';

type Tags = Record<string, string>;

/** The tags of what an ARN names, an API or a stage, and how to replace them. */
export interface TaggedResource {
  readonly tags: Tags;
  replace(tags: Tags): void;
}

export function taggedResource(state: ApiGatewayState, resourceArn: string | undefined): TaggedResource {
  const match = resourceArn?.match(/^arn:aws:apigateway:[^:]*::\/restapis\/([^/]+)(?:\/stages\/([^/]+))?$/);
  if (!match) throw notFound(`Invalid resource ARN ${resourceArn}`);
  const api = restApiWith(state.apis, match[1]);
  if (match[2] === undefined) {
    const replace = (tags: Tags) => {
      api.settings = { ...api.settings, tags };
    };
    return { tags: api.settings.tags ?? {}, replace };
  }
  const stage = stageNamed(api, match[2]);
  return { tags: stage.tags ?? {}, replace: (tags) => api.stages.set(stage.stageName, { ...stage, tags }) };
}
