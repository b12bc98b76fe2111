import { historySearch, type News } from "@/lib/lookups/history-view";
import type { Arrivals } from "@/lib/lookups/arrivals";

export type Arrived = { words: string; href: string };

const COUNTED_MAX = 1000;
const NEWS_WORDS: Record<News, [one: string, many: string]> = {
  arrived: ["phone arrived", "phones arrived"],
  late: ["phone late", "phones late"],
  look: ["needs a look", "need a look"],
  decided: ["approval decided", "approvals decided"],
};

/** What came, each with the list that shows it. What came not at all is not said. */
export function listArrivals({ since, own, approvals, quarantined }: NonNullable<Arrivals>): Arrived[] {
  const news = Object.entries(NEWS_WORDS).map(([name, words]) => {
    const kind = name as News;
    return { count: own[kind], words, href: `/history${historySearch({ who: "me", news: kind, since })}` };
  });
  const waiting = [
    { count: approvals, words: ["approval waits for you", "approvals wait for you"] as const, href: "/approvals" },
    {
      count: quarantined,
      words: ["delivery put aside", "deliveries put aside"] as const,
      href: "/deliveries?state=quarantined",
    },
  ];
  return [...news, ...waiting]
    .filter(({ count }) => count > 0)
    .map(({ count, words: [one, many], href }) => ({
      words: `${countWords(count)} ${count === 1 ? one : many}`,
      href,
    }));
}

const countWords = (count: number) => (count >= COUNTED_MAX ? "1,000+" : String(count));
