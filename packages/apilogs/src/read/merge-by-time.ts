/**
 * Merges sequences of pages, each sorted by time, into batches that are sorted by time together. Events of the same
 * time come in the order of their sequences, so that the result is the same however the pages arrive. It holds one
 * page of each sequence. When the caller stops, or one sequence fails, all are ended.
 */
export async function* mergeByTime<Event>(
  sequences: readonly AsyncGenerator<readonly Event[], void>[],
  timeOf: (event: Event) => number,
): AsyncGenerator<Event[], void> {
  try {
    const heads = await settle(sequences.map((pages) => nextHead(pages)));
    let open = heads.filter((head) => head !== undefined);
    while (open.length > 0) {
      yield takeUntilOneIsEmpty(open, timeOf);
      const refilled = open.map((head) => (head.at < head.page.length ? head : nextHead(head.pages)));
      open = (await settle(refilled)).filter((head) => head !== undefined);
    }
  } finally {
    await Promise.allSettled(sequences.map((pages) => pages.return()));
  }
}

/** A page, and how far it has been taken. */
interface Head<Event> {
  readonly pages: AsyncGenerator<readonly Event[], void>;
  readonly page: readonly Event[];
  at: number;
}

async function nextHead<Event>(
  pages: AsyncGenerator<readonly Event[], void>,
): Promise<Head<Event> | undefined> {
  for (;;) {
    const { value: page, done } = await pages.next();
    if (done || !page) return undefined;
    if (page.length > 0) return { pages, page, at: 0 };
  }
}

/** What comes after the last event of a page is unknown, so that nothing later may be taken before it has arrived. */
function takeUntilOneIsEmpty<Event>(
  heads: readonly Head<Event>[],
  timeOf: (event: Event) => number,
): Event[] {
  const batch: Event[] = [];
  const times = heads.map((head) => timeOf(head.page[head.at] as Event));
  for (;;) {
    let first = 0;
    for (let index = 1; index < times.length; index++) {
      if ((times[index] as number) < (times[first] as number)) first = index;
    }
    const head = heads[first] as Head<Event>;
    batch.push(head.page[head.at++] as Event);
    if (head.at === head.page.length) return batch;
    times[first] = timeOf(head.page[head.at] as Event);
  }
}

/** Like Promise.all, but only after all have ended, so that no failure comes when nobody waits for it. */
async function settle<Value>(promises: readonly (Promise<Value> | Value)[]): Promise<Value[]> {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
