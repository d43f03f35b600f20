/** When a rule fires. */
export interface Schedule {
  /** The first time after `time`, in milliseconds since 1970; undefined where there is no other. */
  next(time: number): number | undefined;
}

type Matches = (date: Date) => boolean;

const dayMs = 86_400_000;
const lastYear = 2199;
const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const weekdays = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** Minutes, hours, day of month, month, day of week, year. One of the two days must be `?`, and only one. */
export function parseCron(text: string): Schedule | undefined {
  const fields = text.trim().toUpperCase().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  if (fields.length !== 6 || (day === '?') === (weekday === '?')) return undefined;
  const minutes = valuesOf(minute, 0, 59);
  const hours = valuesOf(hour, 0, 23);
  const inMonths = valuesOf(month, 1, 12, months);
  const inYears = valuesOf(year, 1970, lastYear);
  const isDay = day === '?' ? weekdayMatcher(weekday) : dayMatcher(day);
  if (!minutes || !hours || !inMonths || !inYears || !isDay) return undefined;
  const isOn: Matches = (date) =>
    inYears.has(date.getUTCFullYear()) && inMonths.has(date.getUTCMonth() + 1) && isDay(date);
  const timesOfDay = [...hours]
    .flatMap((h) => [...minutes].map((m) => (h * 60 + m) * 60_000))
    .sort((a, b) => a - b);
  return { next: (time) => nextTime(time, isOn, timesOfDay) };
}

function nextTime(time: number, isOn: Matches, timesOfDay: readonly number[]): number | undefined {
  const end = Date.UTC(lastYear + 1, 0);
  for (let start = time - (time % dayMs); start < end; start += dayMs) {
    const found = isOn(new Date(start)) && timesOfDay.find((ofDay) => start + ofDay > time);
    if (found !== undefined && found !== false) return start + found;
  }
  return undefined;
}

/** `L` is the last day of the month, `15W` the weekday nearest to the 15th within the month. */
function dayMatcher(field: string): Matches | undefined {
  if (field === 'L') return (date) => date.getUTCDate() === lengthOfMonth(date);
  const near = numberIn(/^(\d+)W$/.exec(field)?.[1], 1, 31);
  if (near !== undefined) return (date) => date.getUTCDate() === nearestWeekday(date, near);
  const days = valuesOf(field, 1, 31);
  return days && ((date) => days.has(date.getUTCDate()));
}

/** Sunday is 1. `L` is Saturday, `6L` the month's last Friday, `3#2` its second Tuesday. */
function weekdayMatcher(field: string): Matches | undefined {
  if (field === 'L') return (date) => date.getUTCDay() === 6;
  const [, name, suffix = ''] = /^([A-Z]{3}|\d)(L|#[1-5])$/.exec(field) ?? [];
  if (name !== undefined) {
    const weekday = namedValue(name, 1, 7, weekdays);
    if (weekday === undefined) return undefined;
    const isInWeek: Matches = (date) =>
      suffix === 'L'
        ? date.getUTCDate() > lengthOfMonth(date) - 7
        : Math.ceil(date.getUTCDate() / 7) === Number(suffix.slice(1));
    return (date) => date.getUTCDay() + 1 === weekday && isInWeek(date);
  }
  const days = valuesOf(field, 1, 7, weekdays);
  return days && ((date) => days.has(date.getUTCDay() + 1));
}

/** The values of a list such as `1,5-7,10/15`; undefined where it is invalid. A range such as `FRI-MON` goes past the end. */
function valuesOf(field: string, first: number, last: number, names?: readonly string[]) {
  const values = new Set<number>();
  for (const item of field.split(',')) {
    const [, from, to, step] = /^(\*|[A-Z]{3}|\d+)(?:-([A-Z]{3}|\d+))?(?:\/(\d+))?$/.exec(item) ?? [];
    const start = from === '*' ? first : namedValue(from, first, last, names);
    const given = to === undefined ? undefined : namedValue(to, first, last, names);
    const by = step === undefined ? 1 : numberIn(step, 1, last);
    if (start === undefined || by === undefined) return undefined;
    if (to !== undefined && (given === undefined || from === '*')) return undefined;
    const isOpen = from === '*' || step !== undefined;
    const end = given ?? (isOpen ? last : start);
    const size = last - first + 1;
    for (let value = start; value <= (end < start ? end + size : end); value += by) {
      values.add(value > last ? value - size : value);
    }
  }
  return values;
}

function namedValue(text: string | undefined, first: number, last: number, names: readonly string[] = []) {
  const index = names.indexOf(text ?? '');
  return index < 0 ? numberIn(text, first, last) : index + first;
}

function numberIn(text: string | undefined, first: number, last: number): number | undefined {
  if (text === undefined || !/^\d{1,4}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= first && value <= last ? value : undefined;
}

function lengthOfMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** 0 in a month that has no such day. */
function nearestWeekday(date: Date, day: number): number {
  const length = lengthOfMonth(date);
  if (day > length) return 0;
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === length ? day - 2 : day + 1;
  return day;
}
