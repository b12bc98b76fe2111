import "server-only";
import { KEY_ENDPOINTS, RATE_WINDOWS, WINDOW_SECONDS } from "@/lib/api-keys/api-key";
import type { RateMeterDto } from "@/lib/api-keys/schema";

type MeterRow = { endpoint: string; window: string; callLimit: number; used: number; seenSince: Date };

/** The meters as they stand now, endpoint by endpoint, the shortest window first: one that is over by now is empty. */
export function toMeters(rows: readonly MeterRow[], now: Date): RateMeterDto[] {
  return KEY_ENDPOINTS.flatMap((endpoint) =>
    RATE_WINDOWS.flatMap((window): RateMeterDto[] => {
      const row = rows.find((given) => given.endpoint === endpoint && given.window === window);
      if (!row) return [];
      const resetsBy = new Date(row.seenSince.getTime() + WINDOW_SECONDS[window] * 1000);
      const isOpen = row.used > 0 && resetsBy > now;
      return [
        {
          ...{ endpoint, window, limit: row.callLimit },
          used: isOpen ? row.used : 0,
          resetsBy: isOpen ? resetsBy.toISOString() : null,
        },
      ];
    }),
  );
}
