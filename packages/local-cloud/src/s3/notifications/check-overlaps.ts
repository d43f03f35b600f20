import type { LambdaFunctionConfiguration } from '@aws-sdk/client-s3';
import { invalidArgument } from '../errors.ts';

/** Refuses two configurations that one object could match: S3 notifies one destination of an event. */
export function checkOverlaps(configurations: readonly LambdaFunctionConfiguration[]): void {
  for (const [index, one] of configurations.entries()) {
    const other = configurations.slice(index + 1).find((candidate) => overlap(one, candidate));
    if (!other) continue;
    throw invalidArgument(
      'Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.',
      'LambdaFunctionArn',
      other.LambdaFunctionArn ?? '',
    );
  }
}

function overlap(one: LambdaFunctionConfiguration, other: LambdaFunctionConfiguration): boolean {
  const haveEventInCommon = one.Events?.some((a) =>
    other.Events?.some((b) => includes(a, b) || includes(b, a)),
  );
  const [prefixes, suffixes] = [values('prefix', one, other), values('suffix', one, other)];
  return (
    Boolean(haveEventInCommon) &&
    prefixes.some((a) => prefixes.every((b) => a.startsWith(b))) &&
    suffixes.some((a) => suffixes.every((b) => a.endsWith(b)))
  );
}

/** `s3:ObjectCreated:*` includes `s3:ObjectCreated:Put`. */
function includes(wide: string, narrow: string): boolean {
  return wide === narrow || (wide.endsWith('*') && narrow.startsWith(wide.slice(0, -1)));
}

function values(name: string, ...configurations: readonly LambdaFunctionConfiguration[]): string[] {
  return configurations.map(({ Filter }) => {
    const rule = Filter?.Key?.FilterRules?.find(({ Name = '' }) => Name.toLowerCase() === name);
    return rule?.Value ?? '';
  });
}
