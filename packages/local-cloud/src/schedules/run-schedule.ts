import type { Clock } from './clock.ts';
import type { Schedule } from './cron.ts';

/**
 * Calls `fire` at each time of a schedule after `start`; times that passed while the machine slept are left out.
 * `ended` is called once there are no more. Returns a function that stops it.
 */
export function runSchedule(
  clock: Clock,
  schedule: Schedule,
  start: number,
  fire: (time: number) => void,
  ended: () => void = () => {},
): () => void {
  let cancel = () => {};
  let isStopped = false;
  const waitUntil = (time: number | undefined) => {
    if (isStopped) return;
    if (time === undefined) ended();
    else cancel = clock.at(time, () => run(time));
  };
  const run = (time: number) => {
    fire(time);
    const planned = schedule.next(time);
    const isOver = planned !== undefined && planned <= clock.now();
    waitUntil(isOver ? schedule.next(clock.now()) : planned);
  };
  waitUntil(schedule.next(start));
  return () => {
    isStopped = true;
    cancel();
  };
}
