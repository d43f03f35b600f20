import type { Runtime } from '@aws-sdk/client-lambda';
import { invalidParameter } from './errors.ts';

interface RuntimeFacts {
  /** From this day on the runtime gets no fixes. */
  readonly deprecatedFrom?: string;
  /** From this day on AWS creates no functions with it. */
  readonly blockedFrom?: string;
}

/**
 * The runtimes that this cloud has. Node 24 runs all Node runtimes, the machine's Java and Python
 * all of theirs; `provided` packages
 * have a `bootstrap` executable. Days: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
const runtimes: Readonly<Partial<Record<Runtime, RuntimeFacts>>> = {
  'nodejs24.x': {},
  'nodejs22.x': {},
  'nodejs20.x': { deprecatedFrom: '2026-04-30', blockedFrom: '2027-02-01' },
  'nodejs18.x': { deprecatedFrom: '2025-09-01', blockedFrom: '2027-02-01' },
  'nodejs16.x': { deprecatedFrom: '2024-06-12', blockedFrom: '2027-02-01' },
  java25: {},
  java21: {},
  java17: {},
  java11: {},
  'java8.al2': {},
  'python3.14': {},
  'python3.13': {},
  'python3.12': {},
  'python3.11': {},
  'python3.10': {},
  'python3.9': {},
  'provided.al2023': {},
  'provided.al2': {},
};

/** What AWS no longer creates functions with, and what it has and this cloud does not. */
const refused: readonly string[] = [
  ...['nodejs14.x', 'nodejs12.x', 'nodejs10.x', 'nodejs8.10', 'nodejs6.10', 'nodejs4.3', 'nodejs4.3-edge'],
  ...['nodejs', 'python3.7', 'python3.6', 'python2.7', 'java8', 'go1.x', 'provided', 'ruby2.7', 'ruby2.5'],
  ...['dotnet5.0', 'dotnetcore3.1', 'dotnetcore2.1', 'dotnetcore2.0', 'dotnetcore1.0'],
];
const notOffered: readonly string[] = [
  ...['nodejs26.x', 'java17.al2023', 'java11.al2023', 'java8.al2023', 'python3.15', 'python3.8'],
  ...['dotnet10', 'dotnet8', 'dotnet6', 'ruby4.0', 'ruby3.4', 'ruby3.3', 'ruby3.2'],
];

export function checkRuntime(runtime: string | undefined): Runtime {
  const names = Object.keys(runtimes);
  const known = names.find((name) => name === runtime);
  if (known) return known as Runtime;
  if (refused.includes(String(runtime))) {
    throw invalidParameter(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    );
  }
  if (notOffered.includes(String(runtime))) {
    throw invalidParameter(
      `The runtime ${runtime} is not offered by this embedded cloud, which has ${names.join(', ')}.`,
    );
  }
  const all = [...names, ...notOffered].join(', ');
  throw invalidParameter(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${all}] or be a valid ARN`,
  );
}

/** A sentence for the owner of a function whose runtime AWS is giving up. */
export function deprecationOf(runtime: unknown, today = new Date()): string | undefined {
  const { deprecatedFrom, blockedFrom } = runtimes[runtime as Runtime] ?? {};
  if (!deprecatedFrom || today < new Date(deprecatedFrom)) return undefined;
  return `${runtime} is deprecated since ${deprecatedFrom}; AWS creates no functions with it from ${blockedFrom} on. Here Node.js 24 runs it.`;
}
