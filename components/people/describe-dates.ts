const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

/** "Mar 2021 – now" from days as the provider writes them (`YYYY-MM-DD`); "" when neither is known. */
export function describeDates(startDate: string | null, endDate: string | null, isCurrent: boolean): string {
  const start = month(startDate);
  const end = isCurrent ? "now" : month(endDate);
  if (start && end) return start === end ? start : `${start} – ${end}`;
  if (start) return `since ${start}`;
  return end && !isCurrent ? `until ${end}` : "";
}

function month(day: string | null): string {
  const date = new Date(day ?? "");
  return Number.isNaN(date.getTime()) ? "" : MONTH.format(date);
}
