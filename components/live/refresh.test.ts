import { InfiniteQueryObserver, QueryClient, QueryObserver, type QueryKey } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import { refresh } from "@/components/live/refresh";
import { lookupKeys, lookupQueries } from "@/lib/lookups/queries";
import type { HistoryView } from "@/lib/lookups/history-view";
import type { LookupDto } from "@/lib/lookups/schema";

const asked: string[] = [];
const NOTHING = {
  lookups: new Set<string>(),
  people: new Set<string>(),
  hasKeys: false,
  hasBudgets: false,
  hasMembers: false,
  hasLists: false,
  companies: new Set<string>(),
  hasDeliveries: false,
  noted: new Set<string>(),
  tasked: new Set<string>(),
  runs: new Set<string>(),
  hasApprovals: false,
  decided: new Set<string>(),
  arrivals: [],
};
let queryClient: QueryClient;

const aLookup = (id: string, given: Partial<LookupDto> = {}): LookupDto => ({
  ...{ id, label: id, source: "form", outcome: "matched", phoneState: "waiting", waterfallState: "not_asked" },
  ...{ errorCode: null, creditsHeld: "0", creditsCharged: "1", creditsSaved: "0", answeredFrom: "provider" },
  ...{ createdAt: "2026-01-01T00:00:00Z", settledAt: null, who: { id: "usr_1", name: "Ada" }, person: null },
  ...{
    asked: {},
    message: "",
    withheld: [],
    guardReasons: [],
    approval: null,
    attempt: null,
    deliveries: [],
    ledger: [],
  },
  options: { revealPersonalEmails: false, revealPhoneNumber: true, waterfallEmail: false, waterfallPhone: false },
  ...{ result: null, candidate: null, usualWait: null, arrivesBy: null, mayDecide: false },
  ...{ keyName: null, run: null, review: null, commentCount: 0, comments: [], mayReview: false },
  ...given,
});

beforeEach(() => {
  asked.length = 0;
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    if (path.endsWith("lkp_gone")) return Promise.resolve(Response.json({}, { status: 404 }));
    const body = /\/lkp_\w+$/.test(path)
      ? aLookup(path.split("/").at(-1) ?? "", { phoneState: "delivered" })
      : { phones: 0 };
    return Promise.resolve(Response.json(path.includes("?") ? { lookups: [], nextCursor: null } : body));
  });
});

function watchList(filters: HistoryView, ids: readonly string[]): QueryKey {
  const query = lookupQueries.list(filters);
  const page = { lookups: ids.map((id) => aLookup(id)), nextCursor: null };
  queryClient.setQueryData(query.queryKey, { pages: [page], pageParams: [undefined] });
  new InfiniteQueryObserver(queryClient, query).subscribe(() => undefined);
  return query.queryKey;
}

const rows = (key: QueryKey) =>
  queryClient
    .getQueryData<{ pages: { lookups: LookupDto[] }[] }>(key)
    ?.pages.flatMap(({ lookups }) => lookups.map(({ id, phoneState }) => `${id} ${phoneState}`));

test("a row on screen is read by itself, in its place, and its list is left alone", async () => {
  const key = watchList({ who: "usr_1" }, ["lkp_1", "lkp_2"]);
  await refresh(queryClient, { ...NOTHING, lookups: new Set(["lkp_2"]) });
  expect(rows(key)).toEqual(["lkp_1 waiting", "lkp_2 delivered"]);
  expect(asked).toEqual(["/api/lookups/lkp_2"]);
});

test("a row that is gone leaves its list", async () => {
  const key = watchList({ who: "usr_1" }, ["lkp_1", "lkp_gone"]);
  await refresh(queryClient, { ...NOTHING, lookups: new Set(["lkp_gone"]) });
  expect([rows(key), asked.at(-1)]).toEqual([[], "/api/lookups?who=usr_1"]);
});

test("a list is read again when somebody new may belong to it, or somebody may have left it", async () => {
  watchList({ from: "2026-01-01" }, ["lkp_1"]);
  watchList({ outcome: "matched" }, ["lkp_1"]);
  await refresh(queryClient, { ...NOTHING, lookups: new Set(["lkp_1"]) });
  expect(asked.toSorted()).toEqual(["/api/lookups/lkp_1", "/api/lookups?outcome=matched"]);
  asked.length = 0;
  await refresh(queryClient, { ...NOTHING, lookups: new Set(["lkp_new"]) });
  expect(asked.toSorted()).toEqual(["/api/lookups?from=2026-01-01", "/api/lookups?outcome=matched"]);
});

test("a result card is read again when its person changes, whoever's lookup brought it", async () => {
  const person = { id: "per_1", name: "Ana", title: null, company: null };
  for (const [id, whom] of [
    ["lkp_1", person],
    ["lkp_2", null],
  ] as const) {
    queryClient.setQueryData(lookupKeys.detail(id), aLookup(id, { person: whom }));
    new QueryObserver(queryClient, lookupQueries.detail(id)).subscribe(() => undefined);
  }
  await refresh(queryClient, { ...NOTHING, people: new Set(["per_1"]) });
  expect(asked).toEqual(["/api/lookups/lkp_1"]);
});
