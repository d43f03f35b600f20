const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As in web servers' logs: `22/Nov/2026:15:41:04 +0000`. Takes milliseconds since 1970. */
export function requestTime(epoch: number): string {
  const date = new Date(epoch);
  const [day = '', time = ''] = date.toISOString().split('T');
  const [year, , dayOfMonth] = day.split('-');
  return `${dayOfMonth}/${months[date.getUTCMonth()]}/${year}:${time.slice(0, 8)} +0000`;
}
