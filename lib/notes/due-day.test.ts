import { afterEach, expect, test, vi } from "vitest";
import { dayAfter, daysOnEarth, describeDay, groupByDay, localDay } from "@/lib/notes/due-day";

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ["Pacific/Kiritimati", "2026-03-11"],
  ["UTC", "2026-03-10"],
  ["Pacific/Pago_Pago", "2026-03-10"],
])("at noon of UTC it is in %s %s", (zone, day) => {
  vi.stubEnv("TZ", zone);
  expect(localDay(new Date("2026-03-10T12:00:00Z"))).toBe(day);
});

test.each(["2026-03-10T00:00:00Z", "2026-03-10T11:30:00Z", "2026-03-10T23:59:59Z"])(
  "every clock on Earth shows one of the three days at %s",
  (moment) => {
    const now = new Date(moment);
    for (const zone of [
      "Pacific/Kiritimati",
      "Pacific/Pago_Pago",
      "Asia/Kathmandu",
      "America/St_Johns",
      "Etc/GMT+12",
    ]) {
      vi.stubEnv("TZ", zone);
      expect(daysOnEarth(now), zone).toContain(localDay(now));
    }
  },
);

test("a task is overdue on the day after it was due, not on the day itself, and never without a day", () => {
  const tasks = [{ dueOn: "2026-03-09" }, { dueOn: "2026-03-10" }, { dueOn: "2026-03-11" }, { dueOn: null }];
  const [past, due, ahead, open] = tasks;
  expect(groupByDay(tasks, "2026-03-10")).toEqual({ overdue: [past], today: [due], later: [ahead, open] });
  expect(groupByDay(tasks, "2026-03-12").overdue).toEqual([past, due, ahead]);
});

test.each([
  ["2026-03-09", "Yesterday"],
  ["2026-03-10", "Today"],
  ["2026-03-11", "Tomorrow"],
  ["2026-03-13", "Friday"],
  ["2026-03-17", "Tue 17 Mar"],
  ["2026-02-10", "Tue 10 Feb"],
  ["2027-03-10", "10 Mar 2027"],
])("%s seen from 10 March 2026 is %s", (day, words) => {
  expect(describeDay(day, "2026-03-10").replace(",", "")).toBe(words);
});

test("days are counted over months and summer time", () => {
  expect([dayAfter("2026-02-28", 1), dayAfter("2026-03-28", 7)]).toEqual(["2026-03-01", "2026-04-04"]);
});
