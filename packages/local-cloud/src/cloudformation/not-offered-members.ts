/** A sentence for each member of `value` (or of its items) that this cloud does not have, by name. */
export function notOfferedMembers(value: unknown, offered: readonly string[], of: string): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value ?? {}];
  const members = new Set(items.flatMap((item) => Object.keys(Object(item))));
  return [...members]
    .filter((member) => !offered.includes(member) && !/^(Ref|Condition|Fn::.+)$/.test(member))
    .map((member) => `${member} of ${of} is not offered by this embedded cloud`);
}
