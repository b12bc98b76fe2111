import type { Ground } from "@/scripts/proof/ground";

const UNDER_WAY = `
  SELECT id, extract(epoch FROM clock_timestamp() - sent_at)::float8 * 1000 AS "ageMs" FROM attempt WHERE state = 'sending'`;

/** Measures how long calls stay without a word on screen: from their sending until the database says more than that. */
export function startWatch({ app }: Ground) {
  const sentAt = new Map<string, number>();
  let longest = 0;
  const end = new AbortController();

  const look = async (): Promise<number> => {
    const { rows } = await app.query<{ id: string; ageMs: number }>(UNDER_WAY);
    const now = performance.now();
    const underWay = new Set(rows.map(({ id }) => id));
    for (const { id, ageMs } of rows) sentAt.set(id, now - ageMs);
    for (const [id, sent] of sentAt) {
      longest = Math.max(longest, now - sent);
      if (!underWay.has(id)) sentAt.delete(id);
    }
    return underWay.size;
  };

  const watching = (async () => {
    while (!end.signal.aborted) {
      await look();
      await new Promise((wake) => setTimeout(wake, 100));
    }
  })();

  return {
    underWay: look,
    longestMs: () => longest,
    stop: async () => {
      end.abort();
      await watching;
    },
  };
}
