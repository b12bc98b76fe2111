import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { searchText } from "@/lib/people/person";

type Texts = "title" | "companyName" | "country" | "seniority" | "primaryEmail" | "emailStatus" | "primaryPhone";
type More = Texts | "companyId" | "ownerId" | "formerCompany";
type Times = "jobChangedAt" | "observedAt" | "createdAt" | "updatedAt";
type Columns = { fullName?: string; phoneState?: string } & Partial<Record<More, string | null>> &
  Partial<Record<Times, Date>>;

/** A new person of the viewer's workspace, found by what they are given. */
export async function aPerson({ workspaceId }: Viewer, columns: Columns = {}): Promise<string> {
  const id = newId("person");
  const { fullName = "Ada Lovelace", title, companyName, primaryEmail } = columns;
  const words = { title: title ?? null, companyName: companyName ?? null, companyDomain: null, numbers: [] };
  const search = searchText({ fullName, ...words, addresses: primaryEmail ? [primaryEmail] : [] });
  const basic = { id, workspaceId, apolloId: id, fullName, search, employment: [], departments: [] };
  await db.person.create({ data: { ...basic, observedAt: new Date(), ...columns } });
  return id;
}

export async function aTag({ workspaceId }: Viewer, name: string, people: readonly string[] = []): Promise<string> {
  const id = newId("tag");
  await db.tag.create({ data: { id, workspaceId, name, key: name.toLowerCase() } });
  await db.personTag.createMany({ data: people.map((personId) => ({ workspaceId, tagId: id, personId })) });
  return id;
}

type ListOptions = { isShared?: boolean; people?: readonly string[] };

export async function aList({ workspaceId, userId }: Viewer, { isShared = false, people = [] }: ListOptions = {}) {
  const id = newId("list");
  await db.list.create({ data: { id, workspaceId, ownerId: userId, name: "A list", isShared } });
  await db.listPerson.createMany({ data: people.map((personId) => ({ workspaceId, listId: id, personId })) });
  return id;
}
