import { rotateApiKey } from "@/lib/api-keys/server/rotate-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { pollResults } from "@/lib/deliveries/server/poll-results";
import { replayDelivery } from "@/lib/deliveries/server/replay-delivery";
import { toAppError } from "@/lib/errors/to-public-error";
import { RequestLookupInput } from "@/lib/lookups/schema";
import { decideUnknown } from "@/lib/lookups/server/decide-unknown";
import { reconcileUsedKeys } from "@/lib/lookups/server/reconcile-keys";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { settleByUsage } from "@/lib/lookups/server/settle-by-usage";
import { ERASE_WORD } from "@/lib/privacy/erasure";
import { requestErasure } from "@/lib/privacy/server/request-erasure";
import { runErasures } from "@/lib/privacy/server/run-erasures";
import { type CallFault, watchCalls } from "@/scripts/proof/call-faults";

/** What is swept, as the product does it. `subject`: whom or what it is about; of a worker's round nothing. */
const SWEPT = {
  lookup: (viewer: Viewer, subject: string) =>
    requestLookup(viewer, RequestLookupInput.parse({ apolloId: subject, revealPhoneNumber: true })),
  apply: () => applyDeliveries(),
  poll: () => pollResults(),
  "settle by hand": (viewer: Viewer, subject: string) =>
    decideUnknown(viewer, { lookupId: subject, decision: "charged" }),
  "settle by usage": () => compareAndSettle(),
  replay: (viewer: Viewer, subject: string) => replayDelivery(viewer, subject),
  erase: (viewer: Viewer, subject: string) => eraseSomebody(viewer, subject),
  "rotate key": (viewer: Viewer, subject: string) => rotateTo(viewer, subject),
} as const satisfies Record<string, (viewer: Viewer, subject: string) => Promise<unknown>>;

/** The two rounds in which a worker does it: what the provider's counter says now, and what follows from it. */
async function compareAndSettle(): Promise<void> {
  await reconcileUsedKeys({ counterLagS: 0 });
  await settleByUsage({ counterLagS: 0 });
}

/** What an admin asks for, and what a worker then does. */
async function eraseSomebody(viewer: Viewer, personId: string): Promise<void> {
  await requestErasure(viewer, { personIds: [personId], confirmation: ERASE_WORD });
  await runErasures();
}

/** `subject`: the id of the old key and, after a blank, the new key. */
async function rotateTo(viewer: Viewer, subject: string): Promise<void> {
  const [id = "", key = ""] = subject.split(" ");
  await rotateApiKey(viewer, { id, key, acceptsTeam: true });
}

export type SweptFlow = keyof typeof SWEPT;
type Asked = { flow: SweptFlow; viewer: Viewer; subject: string; fault: CallFault | null };
/** `ended`: `ok`, or the code of the error that whoever asked gets. */
export type SweptAnswer = { calls: string[]; hasFired: boolean; ended: string };

export const SWEEP_COMMANDS = {
  /** Runs one flow to its end, with one of its calls failing. */
  runSwept: async ({ flow, viewer, subject, fault }: Asked): Promise<SweptAnswer> => {
    const { failure, ...watched } = await watchCalls(fault, () => SWEPT[flow](viewer, subject));
    return { ...watched, ended: failure === null ? "ok" : toAppError(failure).code };
  },
};
