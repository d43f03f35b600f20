import { randomBytes } from 'node:crypto';

const fullTrace = /^Root=[^;]+;Parent=[^;]+;Sampled=[^;]+/;
const bareRoot = /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/;

/** The trace of one request: what its integration is told, and what the client is shown of it. */
export interface Trace {
  readonly received: string;
  readonly shown: string;
}

/** A full incoming trace is kept, a bare root gets a parent, anything else is replaced. */
export function traceOf(incoming: string | undefined, startedAt: number): Trace {
  const lineage = `;Lineage=1:${hex(4)}:0`;
  if (incoming && fullTrace.test(incoming)) return { received: incoming, shown: incoming + lineage };
  const root = incoming && bareRoot.test(incoming) ? incoming : generatedRoot(startedAt);
  return { received: root, shown: `${root};Parent=${hex(8)};Sampled=0${lineage}` };
}

function generatedRoot(startedAt: number): string {
  return `Root=1-${Math.floor(startedAt / 1000)
    .toString(16)
    .padStart(8, '0')}-${hex(12)}`;
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
