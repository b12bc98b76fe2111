const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** "1 Dec", by UTC, in which months are counted. */
export const formatDay = (at: string): string => DAY.format(new Date(at));
