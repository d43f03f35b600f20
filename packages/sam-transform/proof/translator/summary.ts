import type { Comparison } from './compare.ts';

/** How many inputs have which outcome in each region; what is refused, by name; what differs. */
export function summary(comparisons: readonly Comparison[], isDetailed: boolean): string {
  const isError = ({ name }: Comparison) => name.startsWith('error_');
  const valid = comparisons.filter((comparison) => !isError(comparison));
  const lines = [...Map.groupBy(valid, ({ region }) => region)].map(
    ([region, all]) => `${region}: ${counts(all)}`,
  );
  const errors = comparisons.filter(isError);
  return [
    ...lines,
    `inputs to be refused: ${counts(errors)}`,
    ...(isDetailed ? [] : ['', 'refused:', ...refusals(valid)]),
    '',
    ...comparisons
      .filter(({ outcome }) => outcome === 'wrong' || (isDetailed && outcome !== 'equal'))
      .map(
        ({ name, region, outcome, detail }) =>
          `${outcome} ${name} (${region})\n    ${detail?.slice(0, 1000)}`,
      ),
  ].join('\n');
}

function counts(comparisons: readonly Comparison[]): string {
  const byOutcome = Map.groupBy(comparisons, ({ outcome }) => outcome);
  const outcomes = [...byOutcome].map(([outcome, some]) => `${some.length} ${outcome}`).sort();
  return `${outcomes.join(', ')} of ${comparisons.length}`;
}

function refusals(comparisons: readonly Comparison[]): string[] {
  const reasons = comparisons
    .filter(({ outcome }) => outcome === 'refused')
    .flatMap(({ detail = '' }) => [...new Set(sentences(detail))]);
  return [...Map.groupBy(reasons, (reason) => reason)]
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([reason, some]) => `${String(some.length).padStart(5)}  ${reason}`);
}

/** The sentences of a message, without the ids of its template. */
function sentences(message: string): string[] {
  return message
    .split(/Resource with id \[\w+\] is invalid\. /)
    .slice(1)
    .map((sentence) => sentence.replace(/Event with id \[\w+\] is invalid\. /, '').trim());
}
