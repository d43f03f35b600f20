/** `Sun Nov 22 15:46:20 UTC 2026`, as Java prints dates; of milliseconds since 1970. */
export function javaDate(milliseconds: number): string {
  const [weekday = '', day, month, year, time] = new Date(milliseconds).toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${month} ${day} ${time} UTC ${year}`;
}
