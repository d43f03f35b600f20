import type { Account } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { cborService, isCborRequest } from '../aws/cbor-protocol.ts';
import { jsonService } from '../aws/json-protocol.ts';
import { queryService } from '../aws/query-protocol.ts';
import type { AwsRequest, Service } from '../aws/service.ts';
import { cloudwatchInputTypes } from './cloudwatch-input-types.ts';
import { queryCode } from './errors.ts';
import { type CloudWatchOperations, cloudwatchOperations } from './operations.ts';
import type { CloudWatchState } from './state.ts';

export interface CloudWatch {
  readonly service: Service;
  readonly operations: CloudWatchOperations;
}

const signingName = 'monitoring';
const maxBodyBytes = 2 * 1024 * 1024;

/** Alarms and dashboards are kept, and described. There are no metrics that alarms could be evaluated on. */
export function createCloudWatch(account: Account): CloudWatch {
  const state: CloudWatchState = { account, alarms: new Map(), dashboards: new Map() };
  const operations = bindOperations(state, cloudwatchOperations);
  return { service: inThreeProtocols(operations), operations };
}

/** SDKs choose one of the protocols each; the request shows which. */
function inThreeProtocols(operations: CloudWatchOperations): Service {
  const common = { signingName, operations, inputTypes: cloudwatchInputTypes, maxBodyBytes, queryCode };
  const cbor = cborService(common);
  const json = jsonService({ ...common, version: '1.0' });
  const query = queryService({
    ...common,
    apiVersion: '2010-08-01',
    namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    readsScalars: true,
  });
  const chosen = (request: Pick<AwsRequest, 'path' | 'headers'>): Service => {
    if (isCborRequest(request)) return cbor;
    return request.headers['x-amz-target'] === undefined ? query : json;
  };
  return {
    signingName,
    maxBodyBytes,
    handle: (request) => chosen(request).handle(request),
    refuse: (request, error) => chosen(request).refuse(request, error),
  };
}
