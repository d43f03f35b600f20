const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The requests of one second share it. */
let last = { second: Number.NaN, text: '' };

/** As in web servers' logs: `22/Nov/2026:15:41:04 +0000`. Takes milliseconds since 1970. */
export function requestTime(epoch: number): string {
  const second = Math.floor(epoch / 1000);
  if (second !== last.second) last = { second, text: format(epoch) };
  return last.text;
}

function format(epoch: number): string {
  const [day = '', time = ''] = new Date(epoch).toISOString().split('T');
  const [year, month, dayOfMonth] = day.split('-');
  return `${dayOfMonth}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
