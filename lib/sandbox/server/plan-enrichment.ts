import "server-only";
import type { SandboxSwitches } from "@/lib/sandbox/switches";
import type { Draw } from "@/lib/sandbox/server/draw";
import type { MatchFlags } from "@/lib/sandbox/server/match-parameters";
import { planCallbacks, type PlannedCallback } from "@/lib/sandbox/server/plan-callbacks";
import type { Matched, Resolution } from "@/lib/sandbox/server/resolve-person";
import { MOBILE_CREDITS, mobileCredits, phoneBody, type PhoneResult } from "@/lib/sandbox/wire/phone-body";
import {
  runWaterfall,
  waterfallBody,
  waterfallCredits,
  type WaterfallField,
  type WaterfallResult,
} from "@/lib/sandbox/wire/waterfall-body";
import { mix32 } from "@/lib/sandbox/world/dice";
import type { MagicAct, PhoneAct } from "@/lib/sandbox/world/magic-acts";

export type EnrichmentInput = {
  resolutions: readonly Resolution[];
  flags: MatchFlags;
  switches: SandboxSwitches;
  /** Whose reveal is still under way. */
  pendingIds: ReadonlySet<string>;
  requestId: bigint;
  draw: Draw;
  now: Date;
};

export type WaterfallReply = { status: "accepted" | "partially_accepted" | "failed"; unprocessed: WaterfallField[] };

export type PlannedJob = {
  type: "phone" | "waterfall";
  personIds: string[];
  /** Exactly the body that the poll gives. */
  result: string;
  readyAfterMs: number;
  creditsDue: number;
  isBeforeAnswer: boolean;
  callbacks: PlannedCallback[];
};

export type EnrichmentPlan = {
  /** People that cost a credit: each once. */
  people: number;
  personIds: string[];
  creditsNow: number;
  phone: "pending" | "skipped" | null;
  waterfall: WaterfallReply | null;
  job: PlannedJob | null;
};

type Subject = Matched & { act: MagicAct };

function subjectsOf(resolutions: readonly Resolution[]): Subject[] {
  const subjects = new Map<string, Subject>();
  for (const { matched, act } of resolutions) if (matched) subjects.set(matched.answerId, { ...matched, act });
  return [...subjects.values()];
}

function phoneResult({ person, answerId, act }: Subject): PhoneResult {
  const asked = act.phone?.outcome ?? (person.phones.length > 0 ? "numbers" : "failure");
  const outcome = asked === "skipped" ? "none" : asked;
  return {
    id: answerId,
    index: person.index,
    countryName: person.country.name,
    outcome,
    phones: outcome === "numbers" ? person.phones : [],
  };
}

function planPhones(
  { flags, pendingIds }: EnrichmentInput,
  subjects: readonly Subject[],
): { reply: EnrichmentPlan["phone"]; results: PhoneResult[] } {
  if (!flags.revealPhone || flags.waterfallPhone || subjects.length === 0) return { reply: null, results: [] };
  const open = subjects.filter(({ act, answerId }) => act.phone?.outcome !== "skipped" && !pendingIds.has(answerId));
  return { reply: open.length > 0 ? "pending" : "skipped", results: open.map(phoneResult) };
}

function planWaterfall(
  { flags }: EnrichmentInput,
  subjects: readonly Subject[],
): { reply: WaterfallReply | null; results: WaterfallResult[] } {
  const asked: WaterfallField[] = [
    ...(flags.waterfallEmail ? ["emails" as const] : []),
    ...(flags.waterfallPhone ? ["phone_numbers" as const] : []),
  ];
  const [first] = subjects;
  if (asked.length === 0 || !first) return { reply: null, results: [] };
  const status = first.act.waterfall === "empty" ? "accepted" : (first.act.waterfall ?? "accepted");
  if (status === "failed") return { reply: { status, unprocessed: asked }, results: [] };
  const fields = status === "partially_accepted" ? asked.filter((field) => field === "emails") : asked;
  const reply: WaterfallReply = { status, unprocessed: asked.filter((field) => !fields.includes(field)) };
  if (fields.length === 0) return { reply, results: [] };
  const results = subjects.map(({ answerId, person, act }) =>
    runWaterfall({ id: answerId, person, fields, act: act.waterfall }),
  );
  return { reply, results };
}

/** Three to nine seconds by person, unless a switch or a magic person says otherwise. */
function delayOf(subjects: readonly Subject[], { delayMs }: SandboxSwitches): number {
  if (delayMs !== null) return delayMs;
  return Math.max(
    ...subjects.map(({ person, act }) => {
      const isMagic = act.waterfall !== undefined || act.phone !== undefined;
      return act.phone?.afterMs ?? (isMagic ? 3000 : 3000 + (mix32(person.index) % 6000));
    }),
  );
}

type Bodies = { type: PlannedJob["type"]; result: string; groups: string[] };

/** A phone reveal beside an email waterfall is one job with two callbacks; its poll gives both in the waterfall's form. */
function bodiesOf(
  input: EnrichmentInput,
  phones: readonly PhoneResult[],
  waterfall: readonly WaterfallResult[],
): Bodies {
  const { now, requestId, switches, resolutions } = input;
  const native = phones.length > 0 ? phoneBody(phones, now) : null;
  const isSplit = resolutions[0]?.act.phone?.isSplit === true && resolutions.length === 1;
  const groups = groupPhones(phones, { isByPerson: switches.split, isByNumber: isSplit }).map((group) =>
    JSON.stringify(phoneBody(group, now)),
  );
  if (waterfall.length === 0) return { type: "phone", result: JSON.stringify(native), groups };
  const times = {
    requestId,
    initiatedAt: now,
    completedAt: new Date(now.getTime() + delayOf(subjectsOf(resolutions), switches)),
  };
  const body = waterfallBody(waterfall, times);
  const text = JSON.stringify(body);
  return {
    type: "waterfall",
    result: native ? JSON.stringify(joinPeople(body, native)) : text,
    groups: [...groups, text],
  };
}

function joinPeople(waterfall: Record<string, unknown>, native: Record<string, unknown>): Record<string, unknown> {
  const phones = new Map(
    (native["people"] as { id: string; phone_numbers: unknown }[]).map(({ id, phone_numbers }) => [id, phone_numbers]),
  );
  const people = (waterfall["people"] as { id: string }[]).map((person) => ({
    ...person,
    phone_numbers: phones.get(person.id) ?? [],
  }));
  return { ...waterfall, people };
}

function groupPhones(
  phones: readonly PhoneResult[],
  by: { isByPerson: boolean; isByNumber: boolean },
): PhoneResult[][] {
  if (phones.length === 0) return [];
  if (by.isByNumber) return phones.flatMap((result) => result.phones.map((phone) => [{ ...result, phones: [phone] }]));
  return by.isByPerson ? phones.map((result) => [result]) : [[...phones]];
}

const PLAIN: Pick<PhoneAct, "isBeforeAnswer" | "isMalformed" | "isDropped" | "copies"> = {
  isBeforeAnswer: false,
  isMalformed: false,
  isDropped: false,
  copies: 1,
};

function planJob(
  input: EnrichmentInput,
  subjects: readonly Subject[],
  found: { phones: PhoneResult[]; waterfall: WaterfallResult[] },
): PlannedJob | null {
  const { phones, waterfall } = found;
  if (phones.length + waterfall.length === 0) return null;
  const { draw, switches } = input;
  const act = { ...PLAIN, ...subjects[0]?.act.phone };
  const isBeforeAnswer = act.isBeforeAnswer || draw("beforeAnswer") < switches.beforeAnswer;
  const readyAfterMs = isBeforeAnswer ? 0 : delayOf(subjects, switches);
  const { type, result, groups } = bodiesOf(input, phones, waterfall);
  return {
    type,
    personIds: [...new Set([...phones, ...waterfall].map(({ id }) => id))],
    result,
    readyAfterMs,
    creditsDue: mobileCredits(phones) + waterfallCredits(waterfall),
    isBeforeAnswer,
    callbacks: planCallbacks({ bodies: groups, act, switches, draw, readyAfterMs }),
  };
}

/** What this call gives, now and later, and what it costs. Writes nothing. */
export function planEnrichment(input: EnrichmentInput): EnrichmentPlan {
  const subjects = subjectsOf(input.resolutions);
  const phone = planPhones(input, subjects);
  const waterfall = planWaterfall(input, subjects);
  const job = planJob(input, subjects, { phones: phone.results, waterfall: waterfall.results });
  const isBilledNow = input.switches.billing === "acceptance";
  const accepted = isBilledNow ? phone.results.length * MOBILE_CREDITS + waterfallCredits(waterfall.results) : 0;
  return {
    people: subjects.length,
    personIds: subjects.map(({ answerId }) => answerId),
    creditsNow: subjects.length + accepted,
    phone: phone.reply,
    waterfall: waterfall.reply,
    job: job && isBilledNow ? { ...job, creditsDue: 0 } : job,
  };
}
