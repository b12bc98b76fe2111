import type { Viewer } from "@/lib/auth/viewer";
import { db, type Prisma } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

type Who = Pick<Viewer, "workspaceId" | "userId">;
type Entry = { kind?: string; part?: string; credits: string; at: Date; apiKeyId?: string };

/** A disabled key of the workspace. */
export async function aKey(workspaceId: string, name: string): Promise<string> {
  const id = newId("apiKey");
  await db.apiKey.create({
    data: { id, workspaceId, name, sealed: "sealed", tail: "tail", fingerprint: id.slice(-16), state: "disabled" },
  });
  return id;
}

/** One entry of the ledger, on an attempt of its own. */
export async function spend({ workspaceId, userId }: Who, entry: Entry): Promise<string> {
  const { kind = "charge", part = "profile", credits, at, apiKeyId = null } = entry;
  const attemptId = newId("attempt");
  await db.attempt.create({
    data: { id: attemptId, workspaceId, apiKeyId, identity: attemptId, state: "matched", request: {}, createdAt: at },
  });
  await db.ledgerEntry.create({
    data: {
      ...{ id: newId("ledger"), workspaceId, attemptId, userId },
      ...{ kind, part, credits, reason: "a test", createdAt: at },
    },
  });
  return attemptId;
}

const OPTIONS = { revealPersonalEmails: false, revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false };

type Asked = Omit<Partial<Prisma.LookupUncheckedCreateInput>, "options"> & {
  createdAt: Date;
  options?: Partial<typeof OPTIONS>;
};

/** A matched lookup by email; everything else as given. */
export async function ask({ workspaceId, userId }: Who, asked: Asked): Promise<string> {
  const id = newId("lookup");
  const { options, ...columns } = asked;
  await db.lookup.create({
    data: {
      ...{ id, workspaceId, userId, input: { email: "a@acme.example" }, label: "a@acme.example", outcome: "matched" },
      ...columns,
      options: { ...OPTIONS, ...options },
    },
  });
  return id;
}

/** A person, with numbers that came at the given times, each valid unless said otherwise. */
export async function aPerson(
  { workspaceId }: Pick<Who, "workspaceId">,
  numbers: readonly { at: Date; status?: string; source?: string }[],
): Promise<string> {
  const id = newId("person");
  await db.person.create({
    data: {
      ...{ id, workspaceId, apolloId: id, fullName: "Ana Silva", employment: [], search: "", observedAt: new Date(0) },
      phones: {
        create: numbers.map(({ at, status = "valid_number", source = "delivery" }, index) => ({
          ...{ id: newId("phone"), workspaceId, number: `+1555000${String(index)}`, status, source },
          ...{ observedAt: at, createdAt: at },
        })),
      },
    },
  });
  return id;
}
