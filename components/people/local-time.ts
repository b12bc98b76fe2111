/** "14:05" where the person is; "" for a zone this browser does not know. */
export function localTime(timeZone: string, nowMs: number): string {
  try {
    return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(nowMs);
  } catch (error) {
    if (error instanceof RangeError) return "";
    throw error;
  }
}
