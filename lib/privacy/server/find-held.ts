import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Prisma } from "@/lib/db/client";
import { OUTSTANDING_STATES } from "@/lib/lookups/lookup";
import { linkedinSlugOf } from "@/lib/people/profile";
import type { FindHeldInput, Held, HeldDto } from "@/lib/privacy/erasure";
import { readScope, scopeOf, type Scope } from "@/lib/privacy/server/erasure-scope";
import { findAttempts, findBodies, findLookups } from "@/lib/privacy/server/find-erasable";
import { findRunRows } from "@/lib/privacy/server/find-run-rows";
import { readIdentifier, type Identifier } from "@/lib/suppressions/suppression";

const SHOWN_MAX = 10;

/** Admin: whom an erasure would be about, and exactly what is held of each. */
export async function findHeld(viewer: Viewer, { text = "", personId }: FindHeldInput): Promise<Held> {
  requireRole(viewer, "admin");
  const { workspaceId } = viewer;
  const read = readIdentifier(text);
  // What could be a domain is as likely a name with a dot: nobody is known by a domain.
  const identifier = read?.kind === "domain" ? null : read;
  const where = personId ? { id: personId } : identifier ? knownBy(identifier) : named(text);
  if (!where) return { people: [], asked: null };
  const people = await db.person.findMany({
    where: { workspaceId, ...where },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: SHOWN_MAX,
    select: { id: true, fullName: true, title: true, companyName: true },
  });
  const held: HeldDto[] = [];
  for (const { id, fullName, title, companyName } of people)
    held.push({ personId: id, name: fullName, title, company: companyName, ...(await countHeld(workspaceId, id)) });
  const isKnown = people.length > 0 || identifier === null;
  return { people: held, asked: isKnown ? null : (await findLookups(db, workspaceId, scopeOf(identifier))).length };
}

function knownBy({ kind, value }: Identifier): Prisma.PersonWhereInput {
  if (kind === "phone") return { phones: { some: { number: { in: [value, `+${value}`] } } } };
  const named = kind === "linkedin" ? (linkedinSlugOf(value) ?? value) : value;
  return { identities: { some: { kind, value: named } } };
}

function named(text: string): Prisma.PersonWhereInput | null {
  const words = text.trim().toLowerCase();
  return words.length < 2 ? null : { search: { contains: words } };
}

async function countHeld(workspaceId: string, personId: string) {
  const scope = await readScope(db, workspaceId, [personId]);
  const [attempts, lookups] = [await findAttempts(db, workspaceId, scope), await findLookups(db, workspaceId, scope)];
  const attemptIds = attempts.map(({ id }) => id);
  const shared = await db.lookup.findMany({
    where: { workspaceId, attemptId: { in: attemptIds } },
    select: { id: true },
  });
  const lookupIds = [...new Set([...lookups, ...shared].map(({ id }) => id))];
  const underWay = await db.attempt.count({
    where: {
      ...{ workspaceId, id: { in: attemptIds } },
      OR: [
        { state: { in: ["sending", "reserved"] } },
        { phoneState: { in: OUTSTANDING_STATES } },
        { waterfallState: { in: OUTSTANDING_STATES } },
      ],
    },
  });
  const audit = await db.auditEvent.count({
    where: { workspaceId, subject: { in: [personId, ...lookupIds, ...attemptIds] } },
  });
  return {
    ...(await countValues(workspaceId, personId)),
    runRows: (await findRunRows(db, workspaceId, scope)).length,
    lookups: lookupIds.length,
    deliveries: await countDeliveries(workspaceId, { attemptIds, scope }),
    audit,
    underWay,
  };
}

async function countValues(workspaceId: string, personId: string) {
  const where = { workspaceId, personId };
  return {
    emails: await db.personEmail.count({ where }),
    phones: await db.personPhone.count({ where }),
    tags: await db.personTag.count({ where }),
    lists: await db.listPerson.count({ where }),
    notes: await db.note.count({ where }),
    tasks: await db.task.count({ where }),
  };
}

async function countDeliveries(workspaceId: string, { attemptIds, scope }: { attemptIds: string[]; scope: Scope }) {
  const own = await db.delivery.findMany({
    where: { workspaceId, attemptId: { in: attemptIds }, state: { not: "dropped" } },
    select: { id: true },
  });
  const naming = await findBodies(db, workspaceId, scope);
  return new Set([...own, ...naming].map(({ id }) => id)).size;
}
