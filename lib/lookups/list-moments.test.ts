import { expect, test } from "vitest";
import { listMoments } from "@/lib/lookups/list-moments";
import type { LookupDto } from "@/lib/lookups/schema";

const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
const attempt = {
  ...{
    id: "att_1",
    state: "matched",
    keyName: "Main",
    request: {},
    requestId: null,
    responseStatus: 200,
    oddCost: null,
  },
  ...{ responseBody: null, createdAt: at(0), sendAfter: null, sentAt: at(-3), answeredAt: at(90), settledAt: at(90) },
} as const;
const lookup = {
  ...{ createdAt: at(0), source: "form", answeredFrom: "provider", who: { id: "usr_1", name: "Ada" }, attempt },
  ...{ settledAt: at(90), phoneState: "delivered", waterfallState: "not_asked" },
  ledger: [
    { kind: "hold", part: "lookup", credits: "9", reason: "the most this can cost", createdAt: at(-2) },
    { kind: "charge", part: "profile", credits: "1", reason: "a person was found", createdAt: at(80) },
    { kind: "charge", part: "phone", credits: "8", reason: "a mobile came", createdAt: at(3010) },
  ],
  deliveries: [
    {
      id: "dlv_1",
      state: "applied",
      via: "webhook",
      kind: "phone",
      reason: null,
      seen: 1,
      receivedAt: at(3000),
      appliedAt: at(3010),
      body: "",
    },
  ],
} as unknown as LookupDto;
const told = (story: LookupDto) => listMoments(story).map(({ text }) => text);

test("every cause stands before its effect, though their clocks disagree by milliseconds", () => {
  expect(told(lookup)).toEqual([
    "Asked",
    "Held 9 credits",
    "Sent to Apollo",
    "Answered",
    "Charged 1 credit",
    "Phones delivered",
    "Charged 8 credits",
    "Applied to the person",
    "Settled",
  ]);
});

test("it is settled with the last of what happened, and not while something is still to come", () => {
  expect(listMoments(lookup).at(-1)).toEqual({
    ...{ kind: "settled", at: at(3010), text: "Settled", note: "3.0 s after it was asked" },
  });
  expect(told({ ...lookup, phoneState: "waiting" })).not.toContain("Settled");
  expect(told({ ...lookup, settledAt: null })).not.toContain("Settled");
});

test("numbers that were delivered before the answer stand before it", () => {
  const early = lookup.deliveries.map((delivery) => ({ ...delivery, receivedAt: at(40), appliedAt: at(120) }));
  const story = told({ ...lookup, deliveries: early });
  expect(story.indexOf("Phones delivered")).toBeLessThan(story.indexOf("Answered"));
});

test("a lookup that paid nothing tells where its answer came from, and nobody else's charges", () => {
  expect(told({ ...lookup, answeredFrom: "store", attempt: null, ledger: [], deliveries: [] })).toEqual([
    "Asked",
    "Answered from your people",
    "Settled",
  ]);
  const joined = told({ ...lookup, answeredFrom: "joined" });
  expect(joined).toContain("Joined an identical lookup");
  expect(joined.join()).not.toMatch(/Held|Charged/);
});

test("what had to be asked for is told as recovered, and what touched nobody as settled", () => {
  const reason = "kept apart until someone accepts the match";
  const polled = lookup.deliveries.map((delivery) => ({ ...delivery, via: "poll" as const, reason }));
  expect(listMoments({ ...lookup, deliveries: polled }).filter(({ kind }) => /delivery|applied/.test(kind))).toEqual([
    { kind: "delivery", at: at(3000), text: "Phones recovered", note: "by poll: no callback had brought it" },
    { kind: "applied", at: at(3010), text: "Settled", note: reason },
  ]);
});

test("what had to be asked for stands between the question and what came of it, with who said what", () => {
  const approval = {
    ...{ state: "approved", ceiling: "9", threshold: "5", by: "Ada", reason: null },
    ...{ requestedAt: at(1), decidedAt: at(5000), expiresAt: at(9000) },
  };
  const later = { ...attempt, createdAt: at(5000), sentAt: at(5100), answeredAt: at(5200), settledAt: at(5200) };
  const of = (given: object) => ({
    ...lookup,
    attempt: later,
    ledger: [],
    deliveries: [],
    approval: { ...approval, ...given },
  });
  expect(told(of({}) as unknown as LookupDto)).toEqual([
    "Asked",
    "Sent for approval",
    "Approved",
    "Sent to Apollo",
    "Answered",
    "Settled",
  ]);
  const declined = listMoments(of({ state: "declined", reason: "Not ours", attempt: null }) as unknown as LookupDto);
  expect(declined.map(({ text, note }) => [text, note]).at(-2)).toEqual(["Declined", "by Ada: “Not ours”"]);
  const open = { ...of({ state: "requested", decidedAt: null }), settledAt: null };
  expect(told(open as unknown as LookupDto)).toEqual(["Asked", "Sent for approval"]);
});
