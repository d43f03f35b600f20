import type { FieldResult } from './try-project.ts';

/** How many of each repository were deployed, and why the others were not. */
export function report(results: readonly FieldResult[]): string {
  const repositories = Map.groupBy(results, ({ name }) => name.split('/')[0] ?? '');
  const parts = [...repositories].map(([repository, all]) => {
    const outcomes = [...Map.groupBy(all, ({ outcome }) => outcome)]
      .map(([outcome, some]) => `${some.length} ${outcome}`)
      .sort();
    return [`${repository}: ${all.length} templates, ${outcomes.join(', ')}`, ...reasons(all)].join('\n');
  });
  return [...parts, '', ...serverErrors(results)].join('\n\n').trim();
}

function reasons(results: readonly FieldResult[]): string[] {
  const named = results.flatMap((result) =>
    shortReasons(result).map((reason) => [result.outcome, reason] as const),
  );
  const counted = Map.groupBy(named, ([outcome, reason]) => `${outcome}: ${reason}`);
  return [...counted]
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([reason, some]) => `${String(some.length).padStart(5)}  ${reason}`);
}

/** What is not offered: services, events, properties and runtimes by name; otherwise the words as they came. */
function shortReasons({ outcome, reason = '' }: FieldResult): string[] {
  if (outcome === 'deployed') return [];
  const types = [...reason.matchAll(/((?:AWS::\w+::\w+(?:, )?)+) (?:is|are) not offered/g)];
  const services = types.flatMap(([, list = '']) => [...list.matchAll(/AWS::\w+/g)].map(([name]) => name));
  const others = [...reason.matchAll(notOffered)].map(([words]) => words);
  const names = [...new Set([...services, ...others])];
  return names.length > 0 ? names : [reason.slice(0, 160)];
}

const notOffered =
  /events of type \w+|(?:property|attribute) \w+(?: of \S+)?(?= is not supported)|resources of type \S+|PackageType Image|runtime \S+(?= is not offered)|[\w.]+(?= is not offered by this embedded cloud for)|action \w+ of the AWS service \w+/g;

function serverErrors(results: readonly FieldResult[]): string[] {
  const failing = results.flatMap(({ name, calls = [] }) =>
    calls.filter(({ status }) => status >= 500).map((call) => ({ name, ...call })),
  );
  const calls = results.flatMap((result) => result.calls ?? []);
  return [
    `${calls.length} calls of deployed APIs, ${failing.length} with a status of 500 or more`,
    ...failing.map(
      ({ name, request, status, log = '' }) => `${status} ${name} ${request}\n${log.slice(0, 300)}`,
    ),
  ];
}
