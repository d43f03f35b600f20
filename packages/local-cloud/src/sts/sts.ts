import { bindOperations } from '../aws/bind-operations.ts';
import { queryService } from '../aws/query-protocol.ts';
import type { Service } from '../aws/service.ts';
import { stsOperations } from './operations.ts';
import type { StsState } from './state.ts';
import { stsInputTypes } from './sts-input-types.ts';

export interface Sts {
  readonly service: Service;
}

export function createSts(state: StsState): Sts {
  const service = queryService({
    signingName: 'sts',
    apiVersion: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: bindOperations(state, stsOperations),
    inputTypes: stsInputTypes,
  });
  // Every caller may ask who they are, and a role says itself who may assume it. A web identity has nothing to sign with.
  return { service: { ...service, checksAccess: true, acceptsUnsigned: true } };
}
