import { randomDigits } from '../random-digits.ts';

const fullTrace = /^Root=[^;]+;Parent=[^;]+;Sampled=[^;]+/;
const bareRoot = /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/;

/** The trace id of one request, as its integration receives it and as the response shows it. */
export interface Trace {
  readonly received: string;
  readonly shown: string;
}

/** A full incoming trace is kept, a bare root gets a parent, anything else is replaced. */
export function traceOf(incoming: string | undefined, startedAt: number): Trace {
  const random = randomDigits(24, 'hex');
  const lineage = `;Lineage=1:${random.slice(0, 8)}:0`;
  if (incoming && fullTrace.test(incoming)) return { received: incoming, shown: incoming + lineage };
  const root = incoming && bareRoot.test(incoming) ? incoming : generatedRoot(startedAt, random.slice(24));
  return { received: root, shown: `${root};Parent=${random.slice(8, 24)};Sampled=0${lineage}` };
}

function generatedRoot(startedAt: number, random: string): string {
  const seconds = Math.floor(startedAt / 1000).toString(16);
  return `Root=1-${seconds.padStart(8, '0')}-${random}`;
}

/** `1-5759e988-bd862e3fe1be46a994272793` */
export function traceRoot({ shown }: Trace): string | undefined {
  return /Root=([^;]+)/.exec(shown)?.[1];
}
