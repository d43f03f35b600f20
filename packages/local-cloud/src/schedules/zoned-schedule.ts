import type { Schedule } from './cron.ts';
import { parseSchedule, rateMs } from './schedule.ts';

export interface ScheduleSettings {
  /** `at(…)`, `rate(…)` or `cron(…)`. */
  readonly expression: string;
  /** By its IANA name, such as `Europe/Berlin`. */
  readonly timezone: string;
  /** When a rate fires first; milliseconds since 1970. */
  readonly start: number;
  /** Nothing fires after it. */
  readonly end?: number | undefined;
}

/**
 * A schedule of EventBridge Scheduler; undefined for an expression that it refuses.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function parseZonedSchedule(settings: ScheduleSettings): Schedule | undefined {
  const unbounded = unboundedSchedule(settings);
  const { start, end = Number.POSITIVE_INFINITY } = settings;
  return (
    unbounded && {
      next(time) {
        const next = unbounded.next(Math.max(time, start - 1));
        return next !== undefined && next <= end ? next : undefined;
      },
    }
  );
}

function unboundedSchedule({ expression, timezone, start }: ScheduleSettings): Schedule | undefined {
  const step = rateMs(expression);
  if (step !== undefined) {
    return { next: (time) => start + (Math.floor((time - start) / step) + 1) * step };
  }
  const [, once] = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression) ?? [];
  const onWall = once === undefined ? parseSchedule(expression) : onceAt(Date.parse(`${once}Z`));
  return onWall && zoned(onWall, timezone);
}

function onceAt(moment: number): Schedule | undefined {
  return Number.isNaN(moment) ? undefined : { next: (time) => (moment > time ? moment : undefined) };
}

/**
 * A schedule of wall-clock times, which are written as if they were UTC. A time that daylight saving leaves out is left
 * out; one that it repeats fires the first time.
 */
function zoned(onWall: Schedule, timezone: string): Schedule {
  const wallOf = wallClock(timezone);
  const instantOf = (wall: number) => {
    // Offsets change by hours at most, so that one of the day before and after holds.
    const instants = [wall - dayMs, wall + dayMs].map((near) => wall - (wallOf(near) - near));
    return instants.filter((instant) => wallOf(instant) === wall).sort((a, b) => a - b)[0];
  };
  return {
    next(time) {
      // An hour earlier on the wall may be later in time, where the clock is put back.
      for (let wall = onWall.next(wallOf(time) - dayMs); wall !== undefined; wall = onWall.next(wall)) {
        const instant = instantOf(wall);
        if (instant !== undefined && instant > time) return instant;
      }
      return undefined;
    },
  };
}

const dayMs = 86_400_000;

/** What a clock in a time zone shows at an instant. */
function wallClock(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    const milliseconds = ((instant % 1000) + 1000) % 1000;
    return (
      Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) +
      milliseconds
    );
  };
}

export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
