import * as z from "zod/mini";

export const LIVE_KINDS = ["lookup", "person", "phones_arrived", "key", "delivery"] as const;

/** "Look again at these." Ids only, never the truth itself. `userId` narrows it to the lookups of one rep. */
export const LiveEvent = z.object({
  workspaceId: z.string(),
  kind: z.enum(LIVE_KINDS),
  ids: z.array(z.string()),
  userId: z.optional(z.string()),
});
export type LiveEvent = z.infer<typeof LiveEvent>;

/** What a browser is sent: the workspace is its own, so it is not named. */
export const StreamedEvent = z.omit(LiveEvent, { workspaceId: true, userId: true });
export type StreamedEvent = z.infer<typeof StreamedEvent>;

export type Reader = { workspaceId: string; userId: string; role: string };

/**
 * A rep sees the lookups and arrivals of their own only; people and keys belong to the whole workspace. Of deliveries a rep
 * learns by their lookups.
 */
export function isForReader(event: LiveEvent, reader: Reader): boolean {
  if (event.workspaceId !== reader.workspaceId) return false;
  if (event.kind === "delivery") return reader.role !== "rep";
  const isPersonal = event.kind === "lookup" || event.kind === "phones_arrived";
  if (!isPersonal || event.userId === undefined || event.userId === reader.userId) return true;
  return event.kind === "lookup" && reader.role !== "rep";
}
