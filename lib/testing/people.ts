import { db, type Prisma } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

type Given = Partial<Pick<Prisma.PersonUncheckedCreateInput, "fullName" | "ownerId" | "companyId" | "phoneState">>;

/** People of a workspace about whom nothing else is known. Returns their ids, in their order. */
export async function manyPeople(workspaceId: string, count: number, given: Given = {}): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId("person")).toSorted();
  await db.person.createMany({
    data: ids.map((id, nth) => ({
      ...{ id, workspaceId, apolloId: id, fullName: `Person ${String(nth)}`, search: `person ${String(nth)}` },
      ...{ departments: [], employment: [], observedAt: new Date("2026-03-10T12:00:00Z") },
      ...given,
    })),
  });
  return ids;
}
