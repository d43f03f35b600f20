import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Account } from '../../account.ts';
import type { CallTarget } from '../call-target.ts';
import type { Call } from '../exchange.ts';
import { fromWire } from '../headers/header.ts';
import { extendedRequestId } from '../identifiers.ts';
import type { DeploymentRecord, StageRecord } from '../state.ts';
import { traceOf } from '../trace-id.ts';
import type { UsagePlanState } from '../usage-plans/usage-plan-state.ts';

export interface StageTarget {
  readonly account: Account;
  readonly address: CallTarget;
  readonly stage: StageRecord;
  readonly deployment: DeploymentRecord;
  readonly usagePlans: UsagePlanState;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** The call, as far as it is known before the body is read. */
export function openCall(incoming: IncomingMessage, target: StageTarget): Call {
  const { startedAt } = target;
  const { socket, headers } = incoming;
  return {
    account: target.account,
    apiId: target.address.apiId,
    stage: target.stage,
    deployment: target.deployment.compiled,
    usagePlans: target.usagePlans,
    requestId: randomUUID(),
    extendedRequestId: extendedRequestId(),
    trace: traceOf(headers['x-amzn-trace-id']?.toString(), startedAt),
    startedAt,
    httpMethod: incoming.method ?? 'GET',
    protocol: `HTTP/${incoming.httpVersion}`,
    path: fromWire(target.address.path),
    rawPath: fromWire(target.address.rawPath),
    rawQuery: fromWire(target.address.rawQuery),
    rawHeaders: incoming.rawHeaders,
    headers,
    sourceIp: (socket.remoteAddress ?? '').replace(/^::ffff:(?=[\d.]+$)/, ''),
    port: socket.localPort ?? 80,
    isEncrypted: (socket as Partial<TLSSocket>).encrypted === true,
  };
}
