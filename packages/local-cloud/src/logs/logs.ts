import type { Account } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Service } from '../aws/service.ts';
import { resourcesOf } from './group-named.ts';
import { createLogWriter, type LogWriter } from './log-writer.ts';
import { logsInputTypes } from './logs-input-types.ts';
import { type LogsOperations, logsOperations } from './operations.ts';
import type { LogsState } from './state.ts';

export interface Logs extends LogWriter {
  readonly service: Service;
  readonly operations: LogsOperations;
}

/** A group holds at most `maxGroupBytes`, 64 MB unless given. */
export function createLogs(account: Account, maxGroupBytes?: number): Logs {
  const state: LogsState = { account, groups: new Map(), maxGroupBytes };
  const operations = bindOperations(state, logsOperations);
  return {
    service: jsonService({
      signingName: 'logs',
      version: '1.1',
      operations,
      inputTypes: logsInputTypes,
      resourcesOf: (operation, input) => resourcesOf(account, operation, input),
    }),
    operations,
    ...createLogWriter(state),
  };
}
