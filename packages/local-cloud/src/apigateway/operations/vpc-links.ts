import type {
  CreateVpcLinkCommandInput,
  DeleteVpcLinkCommandInput,
  GetVpcLinkCommandInput,
  GetVpcLinksCommandInput,
  UpdateVpcLinkCommandInput,
  VpcLink,
  VpcLinks,
} from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { badRequest, notFound } from '../errors.ts';
import type { ApiGatewayState, VpcLinkRecord } from '../state.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers, requireReplacement } from './patch-members.ts';

/** On AWS it takes minutes until a link is available; the response to its creation comes before that. */
export function createVpcLink(state: ApiGatewayState, input: CreateVpcLinkCommandInput): VpcLink {
  const { name, description, targetArns = [], tags } = input;
  if (!name) throw badRequest('Name cannot be empty');
  const malformed = targetArns.find((arn) => !/^arn:[^:]+:[^:]+:[^:]*:\d*:.+$/.test(arn));
  if (malformed !== undefined) throw badRequest(`Invalid ARN. ARN is not well formed ${malformed}`);
  if (targetArns.length !== 1) throw badRequest('Expected exactly one network load balancer in targetArns');
  const link: VpcLinkRecord = {
    id: shortId(),
    name,
    ...(description !== undefined && { description }),
    targetArns,
    ...(tags && { tags }),
  };
  state.vpcLinks.set(link.id, link);
  return { ...link, status: 'PENDING' };
}

export function getVpcLink(state: ApiGatewayState, input: GetVpcLinkCommandInput): VpcLink {
  return described(linkWith(state, input.vpcLinkId));
}

export function getVpcLinks(state: ApiGatewayState, input: GetVpcLinksCommandInput): VpcLinks {
  return pageByPosition(
    [...state.vpcLinks.values()].map((link) => ({ ...available, ...link })),
    input,
  );
}

export function updateVpcLink(state: ApiGatewayState, input: UpdateVpcLinkCommandInput): VpcLink {
  const link = linkWith(state, input.vpcLinkId);
  const scalars = ['name', 'description'];
  requireReplacement(input.patchOperations, scalars);
  const changed = patchMembers(link, input.patchOperations, { scalars });
  if (!changed.name) throw badRequest('Name cannot be empty');
  state.vpcLinks.set(link.id, changed);
  return described(changed);
}

export function deleteVpcLink(state: ApiGatewayState, input: DeleteVpcLinkCommandInput): undefined {
  state.vpcLinks.delete(linkWith(state, input.vpcLinkId).id);
}

const available = { status: 'AVAILABLE', statusMessage: 'Your vpc link is ready for use' } as const;

function described(link: VpcLinkRecord): VpcLink {
  return { ...link, ...available, tags: link.tags ?? {} };
}

function linkWith({ vpcLinks }: ApiGatewayState, id: string | undefined): VpcLinkRecord {
  const link = vpcLinks.get(id ?? '');
  if (!link) throw notFound('Invalid Vpc Link identifier specified');
  return link;
}
