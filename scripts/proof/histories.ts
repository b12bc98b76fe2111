import type { RequestLookupInput } from "@/lib/lookups/schema";
import { needsWebhook } from "@/lib/lookups/lookup";
import { MAGIC_LIST } from "@/lib/sandbox/world/magic-list";
import type { AskedLookup } from "@/scripts/proof/app-commands";
import type { Fault } from "@/scripts/proof/fault-proxy";
import type { KeyedTeam } from "@/scripts/proof/ground";
import type { Random } from "@/scripts/proof/random";

type Input = Partial<RequestLookupInput>;

/** What a few people of one team ask for, one group after the other, the lookups of a group at once. */
export type History = {
  groups: AskedLookup[][];
  /** What becomes of the call for this person between app and emulator. */
  fault: { who: string; fault: Fault } | null;
};

/** Those that take longer than a round lasts, or speak of the key and not of the lookup. */
const TOO_SLOW = new Set([
  "phone.slow",
  "error.429",
  "error.hang",
  "error.slow",
  "error.504",
  "error.reset",
  "error.unreadable",
]);
const MAGIC = MAGIC_LIST.filter(({ key }) => !TOO_SLOW.has(key));

const NO_OPTIONS = {
  revealPersonalEmails: false,
  revealPhoneNumber: false,
  waterfallEmail: false,
  waterfallPhone: false,
};

const FAULTS: [Fault, ...Fault[]] = ["lost", "bad_gateway", "reset", "cut", "gateway_timeout"];
const FAULTY = 0.1;

const OPTIONS: [Input, ...Input[]] = [
  {},
  {},
  { revealPersonalEmails: true },
  { revealPhoneNumber: true },
  { revealPhoneNumber: true },
  { revealPhoneNumber: true, revealPersonalEmails: true },
  { waterfallEmail: true },
  { waterfallPhone: true },
  { waterfallEmail: true, waterfallPhone: true },
  { revealPhoneNumber: true, waterfallEmail: true },
];

const ASKABLE = {
  reveal_phone_number: { revealPhoneNumber: true },
  reveal_personal_emails: { revealPersonalEmails: true },
  run_waterfall_email: { waterfallEmail: true },
  run_waterfall_phone: { waterfallPhone: true },
} as const;

export type Drawing = {
  random: Random;
  nextPerson: () => { id: string };
  nobody: () => number;
  /** Where callbacks are lost, only plain calls lose their answers: with both gone, nobody but the provider knows a price. */
  losesCallbacks: boolean;
};

type Kind = "single" | "at_once" | "again" | "refreshed" | "more" | "nobody" | "magic";
const KINDS: [Kind, ...Kind[]] = [
  ...(["single", "single", "single", "single", "single", "single"] as const),
  ...(["at_once", "at_once", "again", "refreshed", "more", "nobody", "magic", "magic", "magic"] as const),
];

/** `used`: the magic people that this team has asked for in this round; one is there once. */
export function drawHistory(team: KeyedTeam, drawing: Drawing, used: Set<string>): History {
  const { random, nextPerson, nobody, losesCallbacks } = drawing;
  const ask = (input: Input): AskedLookup => ({
    viewer: team.members[random.below(team.members.length)] ?? team.admin,
    input,
  });
  const options = random.pick(OPTIONS);
  const kind = random.pick(KINDS);
  if (kind === "nobody") return calm([[ask({ email: `nobody.${nobody()}@nowhere.example`, ...options })]]);
  if (kind === "magic") {
    const { key, ask: asks } = MAGIC[random.below(MAGIC.length)] ?? { key: "phone.none", ask: [] };
    if (!used.has(key)) {
      used.add(key);
      const wanted = random.chance(0.7) ? (Object.assign({}, ...asks.map((flag) => ASKABLE[flag])) as Input) : options;
      return calm([[ask({ email: `${key}@magic.example`, isRefresh: true, ...wanted })]]);
    }
  }
  const apolloId = nextPerson().id;
  const input = { apolloId, ...options };
  switch (kind) {
    case "at_once":
      return calm([Array.from({ length: 2 + random.below(3) }, () => ask(input))]);
    case "again":
      return calm([[ask(input)], [ask(input), ask(input)]]);
    case "refreshed":
      return calm([[ask(input)], [ask({ ...input, isRefresh: true })]]);
    case "more":
      return calm([[ask({ apolloId })], [ask(input)]]);
    default: {
      const mayFail = !losesCallbacks || !needsWebhook({ ...NO_OPTIONS, ...options });
      const fault = mayFail && random.chance(FAULTY) ? { who: apolloId, fault: random.pick(FAULTS) } : null;
      return { groups: [[ask(input)]], fault };
    }
  }
}

const calm = (groups: AskedLookup[][]): History => ({ groups, fault: null });
