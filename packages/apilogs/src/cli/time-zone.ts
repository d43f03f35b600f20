const day = 86_400_000;
const machineZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
/** `… Europe/Berlin`, `…[Europe/Berlin]` as Java and Temporal print it, `… UTC`, `… +01:00`. */
const namedZone = /^(.*?)\s*(?:\[([\w+/-]+)\]|\s(UTC|GMT|[+-]\d\d:\d\d|[A-Z]\w+(?:\/[\w+-]+)+))$/;

/** Takes an IANA zone or an offset off the end of a time; without one, or with an unknown one, it is the machine's. */
export function takeZone(text: string): { words: string; zone: string } {
  const [, words = '', inBrackets, plain] = namedZone.exec(text) ?? [];
  const zone = inBrackets ?? plain;
  return zone !== undefined && isZone(zone) ? { words, zone } : { words: text, zone: machineZone };
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch {
    return false;
  }
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  // `GMT+05:30`, or `GMT` alone.
  const [, sign = '+', hours = '0', minutes = '0'] =
    /GMT([+-])(\d\d):(\d\d)/.exec(format.format(instant)) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
}

/**
 * The instant at which the zone's clocks show a time, which is given as if it were UTC. Of two when clocks are set back,
 * the first; a time that is left out when they are set forward counts on from before.
 */
export function timeInZone(local: number, zone: string): number {
  const before = local - offsetAt(local - day, zone);
  const after = local - offsetAt(local + day, zone);
  const isShown = (instant: number) => instant + offsetAt(instant, zone) === local;
  return !isShown(before) && isShown(after) ? after : before;
}
