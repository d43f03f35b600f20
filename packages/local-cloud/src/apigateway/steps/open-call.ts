import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Account } from '../../account.ts';
import { fromWire } from '../../aws/wire-text.ts';
import type { LongWork } from '../../long-work/long-work.ts';
import { extendedRequestId } from '../api-gateway-identifiers.ts';
import type { CallTarget } from '../call-target.ts';
import type { Call } from '../exchange.ts';
import type { DeploymentRecord, StageRecord } from '../state.ts';
import { traceOf } from '../trace-id.ts';
import type { UsagePlanState } from '../usage-plans/usage-plan-state.ts';

export interface CalledTarget {
  readonly account: Account;
  readonly target: CallTarget;
  readonly stage: StageRecord;
  readonly deployment: DeploymentRecord;
  readonly usagePlans: UsagePlanState;
  readonly bodyWork: LongWork | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** The call, as far as it is known before the body is read. */
export function openCall(incoming: IncomingMessage, called: CalledTarget): Call {
  const { startedAt, target, stage } = called;
  const { socket, headers } = incoming;
  return {
    account: called.account,
    apiId: target.apiId,
    stage,
    basePath: target.place === 'custom-domain' ? (target.basePath ?? '') : `/${stage.stageName}`,
    ...(target.basePath && { mappedPath: target.basePath }),
    deployment: called.deployment.compiled,
    usagePlans: called.usagePlans,
    bodyWork: called.bodyWork,
    requestId: randomUUID(),
    extendedRequestId: extendedRequestId(),
    trace: traceOf(headers['x-amzn-trace-id']?.toString(), startedAt),
    startedAt,
    httpMethod: incoming.method ?? 'GET',
    protocol: `HTTP/${incoming.httpVersion}`,
    path: fromWire(target.path),
    rawPath: fromWire(target.rawPath),
    rawQuery: fromWire(target.rawQuery),
    rawHeaders: incoming.rawHeaders,
    headers,
    sourceIp: (socket.remoteAddress ?? '').replace(/^::ffff:(?=[\d.]+$)/, ''),
    port: socket.localPort ?? 80,
    isEncrypted: (socket as Partial<TLSSocket>).encrypted === true,
    access: stage.accessLog && {},
  };
}
