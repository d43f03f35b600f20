// A deployment's id is a hash of the API's definition as Python 2 printed it, in the order in which a Python 2
// dictionary happened to hold its keys. The official translator runs on Python 3 today and imitates that order,
// so that no API is deployed again by that upgrade; equal ids need the same imitation. What CPython 2.7 did
// is described in its Objects/dictobject.c and dictnotes.txt.

const smallestTable = 8;
const perturbShift = 5;

/** The keys of a Python 2 dictionary in its own order, after all of them were added one by one. */
export function dictionaryOrder(keys: readonly string[]): string[] {
  return keysOf(keys.reduce(add, emptyTable(smallestTable)));
}

/** The order after `dictionary.update(added)`: room for all the new keys is made at once, before the first is added. */
export function updatedOrder(keys: readonly string[], added: readonly string[]): string[] {
  const table = keys.reduce(add, emptyTable(smallestTable));
  const isCrowded = (table.size + added.length) * 3 >= table.slots.length * 2;
  const roomy = added.length > 0 && isCrowded ? resized(table, (table.size + added.length) * 2) : table;
  return keysOf(added.reduce(add, roomy));
}

interface Table {
  readonly slots: (string | undefined)[];
  size: number;
}

function emptyTable(length: number): Table {
  return { slots: Array(length).fill(undefined), size: 0 };
}

function keysOf({ slots }: Table): string[] {
  return slots.filter((key) => key !== undefined);
}

// A table that is two thirds full is replaced by one of more than four times as many slots as keys.
function add(table: Table, key: string): Table {
  const slot = slotOf(table.slots, key);
  if (table.slots[slot] === key) return table;
  table.slots[slot] = key;
  table.size += 1;
  return table.size * 3 >= table.slots.length * 2 ? resized(table, table.size * 4) : table;
}

function resized(table: Table, atLeast: number): Table {
  let length = smallestTable;
  while (length <= atLeast) length *= 2;
  return keysOf(table).reduce(add, emptyTable(length));
}

// Where a key is or would go: at its hash, and as long as that slot is another key's at the next of a series in
// which the upper bits of the hash take part.
function slotOf(slots: Table['slots'], key: string): number {
  const mask = slots.length - 1;
  let { high, low } = hash(key);
  let place = low;
  while (slots[place & mask] !== undefined && slots[place & mask] !== key) {
    place = (place * 5 + low + 1) >>> 0;
    low = ((low >>> perturbShift) | (high << (32 - perturbShift))) >>> 0;
    high >>>= perturbShift;
  }
  return place & mask;
}

interface Hash {
  readonly high: number;
  readonly low: number;
}

// The keys of one definition are hashed for every copy of it.
const hashes = new Map<string, Hash>();
const mostHashes = 10_000;

function hash(key: string): Hash {
  const known = hashes.get(key);
  if (known) return known;
  if (hashes.size >= mostHashes) hashes.clear();
  const computed = computedHash(key);
  hashes.set(key, computed);
  return computed;
}

// Python 2's hash of a string, modulo 2^64, in two halves because a number holds 53 bits.
function computedHash(key: string): Hash {
  const points = [...key].map((character) => character.codePointAt(0) ?? 0);
  let low = ((points[0] ?? 0) << 7) >>> 0;
  let high = 0;
  for (const point of points) {
    const product = low * 1_000_003;
    high = (high * 1_000_003 + Math.floor(product / 2 ** 32)) % 2 ** 32;
    low = ((product % 2 ** 32) ^ point) >>> 0;
  }
  return { high, low: (low ^ points.length) >>> 0 };
}
