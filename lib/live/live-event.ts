export const LIVE_KINDS = [
  "lookup",
  "person",
  "phones_arrived",
  "key",
  "delivery",
  "webhook",
  "budget",
  "approval",
  "approval_decided",
  "member",
  "list",
  "company",
  "note",
  "task",
  "run",
] as const;
type LiveKind = (typeof LIVE_KINDS)[number];

/** "Look again at these." Ids only, never the truth itself. `userId` narrows it to the lookups of one rep. */
export type LiveEvent = { workspaceId: string; kind: LiveKind; ids: string[]; userId?: string | undefined };

/** What a browser is sent: the workspace is its own, so it is not named. */
export type StreamedEvent = Pick<LiveEvent, "kind" | "ids">;

/** Null for what is no event of ours. By hand: every page listens, and none loads a schema for it. */
export function readStreamedEvent(value: unknown): StreamedEvent | null {
  if (typeof value !== "object" || value === null || !("kind" in value) || !("ids" in value)) return null;
  const kind = LIVE_KINDS.find((known) => known === value.kind);
  const { ids } = value;
  const areIds = Array.isArray(ids) && ids.every((id): id is string => typeof id === "string");
  return kind && areIds ? { kind, ids } : null;
}

export type Reader = { workspaceId: string; userId: string; role: string };

const FOR_ADMINS: ReadonlySet<LiveKind> = new Set(["webhook", "approval", "member"]);
const PERSONAL: ReadonlySet<LiveKind> = new Set(["lookup", "phones_arrived", "list", "run"]);
/** Of what is personal: whatever admins and reviewers see of everybody. */
const SEEN_BY_OTHERS: ReadonlySet<LiveKind> = new Set(["lookup", "run"]);

/**
 * A rep sees the lookups, runs and arrivals of their own only; people and keys belong to the whole workspace. Of deliveries a rep
 * learns by their lookups, and of tests of the webhook, changes of members and the queue of approvals only admins; of a
 * decision only who asked, and of a private list only its owner.
 */
export function isForReader(event: LiveEvent, reader: Reader): boolean {
  if (event.workspaceId !== reader.workspaceId) return false;
  if (event.kind === "delivery") return reader.role !== "rep";
  if (FOR_ADMINS.has(event.kind)) return reader.role === "admin";
  if (event.kind === "approval_decided") return event.userId === reader.userId;
  if (!PERSONAL.has(event.kind) || event.userId === undefined || event.userId === reader.userId) return true;
  return SEEN_BY_OTHERS.has(event.kind) && reader.role !== "rep";
}
