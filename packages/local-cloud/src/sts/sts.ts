import { queryService } from '../aws/query-protocol.ts';
import type { Service } from '../aws/service.ts';
import { stsOperations } from './operations.ts';

export interface Sts {
  readonly service: Service;
}

export function createSts(): Sts {
  return {
    // Every caller may ask who they are, whatever their policies say.
    service: {
      checksAccess: true,
      ...queryService({
        signingName: 'sts',
        apiVersion: '2011-06-15',
        namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
        operations: stsOperations,
      }),
    },
  };
}
