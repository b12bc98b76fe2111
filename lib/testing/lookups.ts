import type { Viewer } from "@/lib/auth/viewer";
import { db, type Prisma } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

type Columns = Partial<Omit<Prisma.LookupUncheckedCreateInput, "id" | "workspaceId" | "userId" | "createdAt">> & {
  createdAt?: Date;
};

const OPTIONS = { revealPersonalEmails: false, revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false };

/** A lookup of the viewer that is over; nothing else belongs to it. Returns its id. */
export async function aLookup({ workspaceId, userId }: Viewer, columns: Columns = {}): Promise<string> {
  const id = newId("lookup", columns.createdAt?.getTime());
  const asked = { input: {}, options: OPTIONS, label: "Ana Silva", outcome: "matched" };
  await db.lookup.create({ data: { id, workspaceId, userId, ...asked, ...columns } });
  return id;
}
