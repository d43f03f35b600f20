import { groupNamed, roleNamed, userNamed } from './entity-named.ts';
import type { IamState, PolicyHolder } from './state.ts';

export interface HolderInput {
  readonly RoleName?: string | undefined;
  readonly UserName?: string | undefined;
  readonly GroupName?: string | undefined;
}

/** A kind of entity that has policies. Each operation on policies exists once for each of them. */
export interface HolderKind {
  readonly noun: 'role' | 'user' | 'group';
  readonly member: keyof HolderInput;
  find(state: IamState, input: HolderInput): PolicyHolder;
}

export const ofRole: HolderKind = {
  noun: 'role',
  member: 'RoleName',
  find: (state, { RoleName }) => roleNamed(state, RoleName),
};

export const ofUser: HolderKind = {
  noun: 'user',
  member: 'UserName',
  find: (state, { UserName }) => userNamed(state, UserName),
};

export const ofGroup: HolderKind = {
  noun: 'group',
  member: 'GroupName',
  find: (state, { GroupName }) => groupNamed(state, GroupName),
};
