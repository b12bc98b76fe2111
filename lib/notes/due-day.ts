const DAY_MS = 86_400_000;

/** The calendar's day where this runs: in a browser, the reader's own. `YYYY-MM-DD`. */
export function localDay(now: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(now.getFullYear()).padStart(4, "0")}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export const utcDay = (now: Date): string => now.toISOString().slice(0, 10);

/** The days that it is somewhere on Earth: no clock is more than 14 hours from UTC's. */
export function daysOnEarth(now: Date): [string, string, string] {
  const dayAt = (offset: number) => utcDay(new Date(now.getTime() + offset * DAY_MS));
  return [dayAt(-1), dayAt(0), dayAt(1)];
}

/** So many days after a day. */
export const dayAfter = (day: string, days: number): string => utcDay(new Date(Date.parse(day) + days * DAY_MS));

type Dated = { dueOn: string | null };
export type TaskGroups<Task> = { overdue: Task[]; today: Task[]; later: Task[] };

/** A task is overdue once the reader's own calendar shows a later day than the one it was due on. */
export function groupByDay<Task extends Dated>(tasks: readonly Task[], today: string): TaskGroups<Task> {
  const dueOf = ({ dueOn }: Task) => dueOn ?? "9999-12-31";
  return {
    overdue: tasks.filter((task) => dueOf(task) < today),
    today: tasks.filter((task) => dueOf(task) === today),
    later: tasks.filter((task) => dueOf(task) > today),
  };
}

const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
const FAR_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const NEAR_DAYS = 7;

/** "Today", "Tomorrow", "Friday" within a week, "Mon, 4 Jan" within half a year, then with the year. */
export function describeDay(day: string, today: string): string {
  const at = Date.parse(day);
  const ahead = Math.round((at - Date.parse(today)) / DAY_MS);
  const near = { "-1": "Yesterday", "0": "Today", "1": "Tomorrow" }[String(ahead)];
  if (near !== undefined) return near;
  if (ahead > 0 && ahead < NEAR_DAYS) return WEEKDAY.format(at);
  return Math.abs(ahead) < 183 ? DAY.format(at) : FAR_DAY.format(at);
}
