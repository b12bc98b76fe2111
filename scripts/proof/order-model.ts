import { phoneBody, waterfallBody } from "@/lib/testing/callbacks";

/** What a provider may send for one attempt. Numbers and addresses by their place in a short list, dates by day. */
export type Said = { number: number; type: string | null; status: string | null; day: number };
export type Happening =
  | { kind: "phones"; phones: Said[] }
  | { kind: "none" }
  | { kind: "failed" }
  | { kind: "waterfall"; emails: number[]; phones: Said[] }
  | { kind: "ping" };

export const START_STATES = ["waiting", "late", "expired", "unknown"] as const;
/** `unknown`: our own answer never came. The others: it did, and so long ago. */
export type StartState = (typeof START_STATES)[number];

const numberOf = (place: number): string => `+1202555010${place}`;
const addressOf = (place: number): string => `ana.${place}@acme.example`;
const dateOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();

/** The body as the provider sends it. */
export function bodyOf(happening: Happening, apolloId: string): string {
  const toPhone = ({ number, day, ...rest }: Said) => ({ number: numberOf(number), updatedAt: dateOf(day), ...rest });
  switch (happening.kind) {
    case "phones":
      return phoneBody(apolloId, happening.phones.map(toPhone));
    case "none":
      return phoneBody(apolloId, []);
    case "failed":
      return phoneBody(apolloId, [], { status: "failed" });
    case "waterfall":
      return waterfallBody(apolloId, {
        emails: happening.emails.map(addressOf),
        phones: happening.phones.map(toPhone),
      });
    case "ping":
      return '{"status":"success"}';
  }
}

export type Outcome = {
  state: string;
  outcome: string;
  phoneState: string;
  waterfallState: string;
  phones: string[];
  emails: string[];
  charges: string[];
};

/** What must come of these happenings, whatever their order and however often each came: the rules in plain words. */
export function expectedOf(start: StartState, happenings: readonly Happening[]): Outcome {
  const isProven = start !== "unknown" || happenings.some(({ kind }) => kind !== "ping");
  const native = happenings.filter(({ kind }) => kind === "phones" || kind === "none" || kind === "failed");
  const waterfalls = happenings.filter((happening) => happening.kind === "waterfall");
  const said = happenings.flatMap((happening) => ("phones" in happening ? happening.phones : []));
  const mobile = happenings.some(({ kind, ...rest }) => kind === "phones" && hasMobile(rest as { phones: Said[] }));
  const waterfallFound = waterfalls.some(({ emails, phones }) => emails.length + phones.length > 0);
  return {
    state: isProven ? "matched" : "unknown",
    outcome: isProven ? "matched" : "unknown",
    phoneState: strongest(native) ?? (start === "unknown" ? "waiting" : start),
    waterfallState: waterfalls.length === 0 ? "waiting" : waterfallFound ? "delivered" : "none_found",
    phones: [...new Set(said.map(({ number }) => number))].sort().map((number) => describe(number, said)),
    emails: [...new Set(waterfalls.flatMap(({ emails }) => emails))].sort().map(addressOf),
    charges: [
      ...(mobile ? ["phone 8"] : []),
      ...(start === "unknown" && isProven ? ["profile 1"] : []),
      ...(waterfalls.length > 0 ? ["waterfall 2.02"] : []),
    ],
  };
}

const hasMobile = ({ phones }: { phones: Said[] }): boolean => phones.some(({ type }) => type === "mobile");

/** Delivered says more than "nothing on file", and that more than "it went wrong". */
function strongest(native: readonly Happening[]): string | null {
  if (native.some(({ kind }) => kind === "phones")) return "delivered";
  if (native.some(({ kind }) => kind === "none")) return "none_found";
  return native.length > 0 ? "failed" : null;
}

/** Each field as the newest word on it that says something has it; of two of one day the greater text. */
function describe(number: number, said: readonly Said[]): string {
  const words = said.filter((phone) => phone.number === number);
  const fieldOf = (field: "type" | "status"): string => {
    const spoken = words.filter((word) => word[field] !== null);
    const newest = Math.max(...spoken.map(({ day }) => day));
    return (
      spoken
        .flatMap((word) => (word.day === newest ? [word[field] ?? ""] : []))
        .sort()
        .at(-1) ?? "-"
    );
  };
  return `${numberOf(number)} ${fieldOf("type")} ${fieldOf("status")}`;
}
