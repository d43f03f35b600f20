import { domainNameWith } from '../domain-name-records.ts';
import { notFound } from '../errors.ts';
import { type ApiGatewayState, restApiWith, stageNamed } from '../state.ts';
import { apiKeyWith, usagePlanWith } from '../usage-plans/usage-plan-state.ts';

type Tags = Record<string, string>;

/** The tags of what an ARN names, and how to replace them. */
export interface TaggedResource {
  readonly tags: Tags;
  replace(tags: Tags): void;
}

export function taggedResource(state: ApiGatewayState, resourceArn: string | undefined): TaggedResource {
  const [, kind = '', id] = resourceArn?.match(/^arn:aws:apigateway:[^:]*::\/([a-z]+)\/([^/]+)$/) ?? [];
  if (kind === 'apikeys') return taggedKey(state, id);
  if (kind === 'usageplans') return taggedPlan(state, id);
  if (kind === 'vpclinks' && state.vpcLinks.has(id ?? '')) return taggedIn(state.vpcLinks, id ?? '');
  if (kind === 'clientcertificates' && state.clientCertificates.has(id ?? '')) {
    return taggedIn(state.clientCertificates, id ?? '');
  }
  if (kind === 'domainnames') return taggedDomain(state, id);
  const match = resourceArn?.match(/^arn:aws:apigateway:[^:]*::\/restapis\/([^/]+)(?:\/stages\/([^/]+))?$/);
  if (!match) throw notFound(`Invalid resource ARN ${resourceArn}`);
  const api = restApiWith(state, match[1]);
  if (match[2] === undefined) {
    const replace = (tags: Tags) => {
      api.settings = { ...api.settings, tags };
    };
    return { tags: api.settings.tags ?? {}, replace };
  }
  const stage = stageNamed(api, match[2]);
  return { tags: stage.tags ?? {}, replace: (tags) => api.stages.set(stage.stageName, { ...stage, tags }) };
}

function taggedKey(state: ApiGatewayState, id: string | undefined): TaggedResource {
  const key = apiKeyWith(state, id);
  return { tags: key.tags ?? {}, replace: (tags) => state.apiKeys.set(key.id, { ...key, tags }) };
}

function taggedPlan(state: ApiGatewayState, id: string | undefined): TaggedResource {
  const plan = usagePlanWith(state, id);
  const replace = (tags: Tags) => {
    plan.settings = { ...plan.settings, tags };
  };
  return { tags: plan.settings.tags ?? {}, replace };
}

function taggedDomain(state: ApiGatewayState, name: string | undefined): TaggedResource {
  const domain = domainNameWith(state, { domainName: name });
  const replace = (tags: Tags) => {
    domain.settings = { ...domain.settings, tags };
  };
  return { tags: domain.settings.tags ?? {}, replace };
}

/** A record that is replaced as a whole. */
function taggedIn<Member extends { readonly tags?: Tags | undefined }>(
  records: Map<string, Member>,
  id: string,
): TaggedResource {
  const record = records.get(id);
  const replace = (tags: Tags) => {
    if (record) records.set(id, { ...record, tags });
  };
  return { tags: record?.tags ?? {}, replace };
}
