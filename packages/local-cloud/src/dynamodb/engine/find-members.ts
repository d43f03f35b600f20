/** Shorter lists are searched as quickly as a map is made of them. */
const fewMembers = 50;

/**
 * Lets `indexOf` find strings in long lists at once. dynalite looks for each member of one set in all of another, to
 * add, to delete and to compare: 100,000 members took it 15 s. It does so in several functions that cannot be
 * replaced; the change is for its own process only. It changes no list in place that it searches.
 */
export function findMembersAtOnce(): void {
  const search = Array.prototype.indexOf;
  const searched = new WeakMap<readonly unknown[], Places>();
  Array.prototype.indexOf = function (this: unknown[], member: unknown, ...from: []) {
    if (this.length < fewMembers || typeof member !== 'string' || from.length > 0) {
      return search.call(this, member, ...from);
    }
    const known = searched.get(this);
    const places = known?.length === this.length ? known : placesOf(this);
    searched.set(this, places);
    return places.first.get(member) ?? -1;
  };
}

interface Places {
  readonly length: number;
  /** Where each member is first. */
  readonly first: ReadonlyMap<unknown, number>;
}

function placesOf(list: readonly unknown[]): Places {
  const first = new Map<unknown, number>();
  for (const [index, member] of list.entries()) if (!first.has(member)) first.set(member, index);
  return { length: list.length, first };
}
