import type {
  BasePathMapping,
  BasePathMappings,
  CreateBasePathMappingCommandInput,
  DeleteBasePathMappingCommandInput,
  GetBasePathMappingCommandInput,
  GetBasePathMappingsCommandInput,
  UpdateBasePathMappingCommandInput,
} from '@aws-sdk/client-api-gateway';
import { type DomainNameRecord, domainNameWith, noBasePath } from '../domain-name-records.ts';
import { badRequest, conflict, notFound } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers } from './patch-members.ts';

/** Puts a stage under a base path of a domain; without a stage, requests name one in their path. */
export function createBasePathMapping(
  state: ApiGatewayState,
  input: CreateBasePathMappingCommandInput,
): BasePathMapping {
  const domain = domainNameWith(state, input);
  const mapping = checked(state, {
    basePath: input.basePath || noBasePath,
    restApiId: input.restApiId,
    ...(input.stage && { stage: input.stage }),
  });
  if (domain.mappings.has(mapping.basePath ?? '')) {
    throw conflict('Base path already exists for this domain name');
  }
  return set(domain, mapping);
}

export function getBasePathMapping(
  state: ApiGatewayState,
  input: GetBasePathMappingCommandInput,
): BasePathMapping {
  return mappingOf(state, input).mapping;
}

export function getBasePathMappings(
  state: ApiGatewayState,
  input: GetBasePathMappingsCommandInput,
): BasePathMappings {
  return pageByPosition([...domainNameWith(state, input).mappings.values()], input);
}

export function updateBasePathMapping(
  state: ApiGatewayState,
  input: UpdateBasePathMappingCommandInput,
): BasePathMapping {
  const { domain, mapping } = mappingOf(state, input);
  // AWS takes restapiId here, too.
  const former: BasePathMapping & { readonly restapiId?: string } = mapping;
  const { stage, restapiId, ...patched } = patchMembers(former, input.patchOperations, {
    scalars: ['basePath', 'restApiId', 'restapiId', 'stage'],
  });
  const others = { ...patched, ...(restapiId !== undefined && { restApiId: restapiId }) };
  const changed = checked(state, {
    ...others,
    basePath: others.basePath || noBasePath,
    ...(stage && { stage }),
  });
  if (changed.basePath !== mapping.basePath && domain.mappings.has(changed.basePath ?? '')) {
    throw conflict('Base path already exists for this domain name');
  }
  domain.mappings.delete(mapping.basePath ?? '');
  return set(domain, changed);
}

export function deleteBasePathMapping(
  state: ApiGatewayState,
  input: DeleteBasePathMappingCommandInput,
): undefined {
  const { domain, mapping } = mappingOf(state, input);
  domain.mappings.delete(mapping.basePath ?? '');
}

function mappingOf(state: ApiGatewayState, input: GetBasePathMappingCommandInput) {
  const domain = domainNameWith(state, input);
  const mapping = domain.mappings.get(input.basePath || noBasePath);
  if (mapping) return { domain, mapping };
  throw notFound('Invalid base path mapping identifier specified');
}

function checked({ apis }: ApiGatewayState, mapping: BasePathMapping): BasePathMapping {
  const { basePath = '', restApiId, stage } = mapping;
  if (basePath !== noBasePath && !/^[\w$.+!*'()/-]+$/.test(basePath)) {
    throw badRequest(`Invalid base path: ${basePath}`);
  }
  const api = apis.get(restApiId ?? '');
  if (!api) throw badRequest('Invalid REST API identifier specified');
  if (stage !== undefined && !api.stages.has(stage)) throw badRequest('Invalid stage identifier specified');
  return mapping;
}

function set({ mappings }: DomainNameRecord, mapping: BasePathMapping): BasePathMapping {
  mappings.set(mapping.basePath ?? noBasePath, mapping);
  return mapping;
}
