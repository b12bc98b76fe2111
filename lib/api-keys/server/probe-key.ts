import "server-only";
import { KEY_ENDPOINTS, type KeyEndpoint, type KeyHealth } from "@/lib/api-keys/api-key";
import { describeRights, listMissing, type KeyRights } from "@/lib/api-keys/key-rights";
import type { KeyReport } from "@/lib/api-keys/schema";
import { noteKeyAnswer, noteWindows, standingOf, type KeyRef } from "@/lib/api-keys/server/note-key-answer";
import type { ApiProfile, EndpointUsage } from "@/lib/apollo/account";
import type { CallResult } from "@/lib/apollo/call-result";
import type { ApolloClient } from "@/lib/apollo/client";

export const TEST_TIMEOUT_MS = 15_000;
/** Asked for only to hear whether the key may ask: no call of anybody's has this id. */
const NOBODYS_REQUEST = "1";

type Answers = Partial<Record<KeyEndpoint, CallResult<unknown>>>;

export type KeyProbe = {
  health: KeyHealth;
  report: KeyReport;
  /** The provider's name for the team; null where the key may not read it. */
  teamId: string | null;
  answers: Answers;
  usage: EndpointUsage[];
};

/**
 * Asks the provider what a key is and may do, by free calls alone. Whether it may look people up no free call can tell: its
 * lookups do.
 */
export async function probeKey(client: ApolloClient): Promise<KeyProbe> {
  const profile = await client.getApiProfile();
  if (!isKnown(profile)) return { ...refusedOutright(profile), teamId: null, answers: {}, usage: [] };
  const [poll, credits, limits] = await Promise.all([
    client.getWebhookResult(NOBODYS_REQUEST),
    client.getCreditUsage(),
    client.getApiUsage(),
  ]);
  const answers: Answers = {
    webhook_result: poll,
    "users/api_profile": profile,
    "usage_stats/credit_usage_stats": credits,
    "usage_stats/api_usage_stats": limits,
  };
  const rights = rightsOf(answers);
  return {
    health: listMissing(rights).length > 0 ? "restricted" : "ok",
    report: { ...describeAccount(profile), sentence: describeRights(rights) },
    teamId: profile.kind === "answered" ? profile.value.teamId : null,
    answers,
    usage: limits.kind === "answered" ? limits.value : [],
  };
}

/** Keeps with the stored key what the probe heard. */
export function noteProbe(key: KeyRef, { answers, usage }: KeyProbe): void {
  for (const endpoint of KEY_ENDPOINTS) {
    const answer = answers[endpoint];
    if (answer) noteKeyAnswer(key, endpoint, answer);
    const figures = usage.find((given) => given.endpoint.replace(/^api\/v1\//, "").replace(/\/show$/, "") === endpoint);
    if (figures) noteWindows(key, endpoint, windowsOf(figures));
  }
}

function windowsOf({ minute, hour, day }: EndpointUsage) {
  const whole = (bucket: EndpointUsage["minute"]) =>
    bucket?.limit != null && bucket.used !== null
      ? { limit: Math.round(bucket.limit), used: Math.round(bucket.used) }
      : null;
  return { minute: whole(minute), hour: whole(hour), day: whole(day) };
}

function rightsOf(answers: Answers): KeyRights {
  const standings = Object.entries(answers).map(([endpoint, answer]) => [endpoint, standingOf(answer)] as const);
  return Object.fromEntries(standings.filter(([, standing]) => standing !== null));
}

/** The provider knows the key: it answered, or refused this endpoint alone. */
function isKnown(profile: CallResult<ApiProfile>): boolean {
  return profile.kind === "answered" || (profile.kind === "refused" && profile.code === "key_restricted");
}

const NOTHING = { account: null, creditsLeft: null };

function refusedOutright(profile: CallResult<ApiProfile>): Pick<KeyProbe, "health" | "report"> {
  if (profile.kind === "refused" && profile.code === "key_rejected") {
    const sentence = "Apollo does not accept this key. Copy it again from Apollo's settings.";
    return { health: "rejected", report: { ...NOTHING, sentence } };
  }
  return {
    health: "unreachable",
    report: { ...NOTHING, sentence: "Apollo did not answer the test. The key is stored; test it again later." },
  };
}

function describeAccount(profile: CallResult<ApiProfile>): Pick<KeyReport, "account" | "creditsLeft"> {
  if (profile.kind !== "answered") return NOTHING;
  const { firstName, lastName, email, counters } = profile.value;
  const name = [firstName, lastName].filter(Boolean).join(" ");
  const left = counters["num_credits_remaining"];
  return { account: name || email, creditsLeft: left === undefined ? null : String(left) };
}
