import { beforeAll, describe, expect, test } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db, inTransaction, Prisma } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { makeAccessFile } from "@/lib/privacy/server/make-access-file";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

const FROM = "192.0.2.7";
/** Columns that are not in the file, and why. */
const LEFT_OUT: Record<string, string> = {
  "audit_event.mark": "It proves that the event is whole, and says nothing of the person.",
  "approval.asked_key": "A digest of what was asked for while an admin decides; it is in the lookup in words.",
  "attempt.token_hash": "It would prove a callback's token, and says nothing of the person.",
};
/** Where what is held on a person may be: these tables, and every table that refers to one of them. */
const ROOTS = ["person", "person_merge", "company", "attempt", "lookup", "delivery", "audit_event"];
/** Tables that refer to one of them without holding anything on the person. */
const WITHOUT_PERSON: Record<string, string> = {
  bulk_change_person:
    "For a day, how tags, lists and owners are given back that many people lost at once; what stands is in the file.",
};

let admin: Viewer;
let personId: string;
let ids: Record<string, string[]>;

beforeAll(async () => {
  admin = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  ids = await plantPerson(admin);
  personId = ids["person"]?.[0] ?? "";
});

const make = async (format: "html" | "json", viewer = admin, id = personId) => {
  const { bytes, name } = await makeAccessFile(viewer, { personId: id, format, address: FROM });
  return { text: new TextDecoder().decode(bytes), name };
};

describe("the access file", () => {
  test("has every column of every table that holds something on the person, or says why not", async () => {
    const { text } = await make("json");
    const said = new Set(listValues(JSON.parse(text)));
    const tables = await listTables();
    expect(tables).toEqual(
      expect.arrayContaining(["ledger_entry", "person_email", "person_identity", "person_phone", "phone_reveal"]),
    );
    const missing: string[] = [];
    for (const table of tables) {
      const rows = await readRows(table);
      for (const column of await listColumns(table)) {
        const name = `${table}.${column}`;
        if (name in LEFT_OUT) continue;
        const values = rows.flatMap((row) => row[column] || []);
        // A column that no row of the test fills would pass unseen.
        if (values.length === 0) missing.push(`${name}: give the test's row a value`);
        if (values.some((value) => !said.has(value))) missing.push(`${name}: ${values.join()}`);
      }
    }
    expect(missing).toEqual([]);
  });

  test("leaves nothing out without a reason that still holds", async () => {
    for (const name of Object.keys(LEFT_OUT)) {
      const [table = "", column = ""] = name.split(".");
      expect(await listColumns(table)).toContain(column);
    }
  });

  test("as a page says where each value came from, in words, and needs nothing from elsewhere", async () => {
    const { text, name } = await make("html");
    expect(name).toMatch(/^access-file-per_\w+-\d{4}-\d\d-\d\d\.html$/);
    expect(text).toContain("Came from Apollo in a delivery on 2026-01-09, for the lookup by A admin on 2026-01-08.");
    expect(text).toContain("Entered by a member on");
    const tags = text.match(/<[^>]+>/g)?.join("\n") ?? "";
    expect(tags).not.toMatch(/<(?:script|link|img|iframe|object|embed|form)|\s(?:on\w+|src|style)=|href="[^#]/i);
    expect(text).not.toMatch(/url\(|@import/);
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test("as a page shows hostile text as text", async () => {
    const { text } = await make("html");
    expect(text).toContain("&lt;img src&#61;x".replace("&#61;", "="));
    expect(text).not.toContain("<img");
    expect(text).not.toContain("\u202e");
  });

  test("hands out no text that is about somebody else, and says that it is held", async () => {
    const { text } = await make("json");
    expect(text).not.toContain("Somebody Else");
    expect(text).toContain("It names, or may name, somebody else");
  });

  test("names the person's tags, and no private list of a member's", async () => {
    const { lists, tags } = JSON.parse((await make("json")).text) as Record<string, { name: string }[]>;
    expect([tags?.map(({ name }) => name), lists?.map(({ name }) => name)]).toEqual([
      ["Hot"],
      ["A private list of a member"],
    ]);
  });

  test("is for admins of the person's workspace only, and each making of it is audited with who and from where", async () => {
    for (const role of ["rep", "reviewer"] as const) {
      const viewer = await aViewer({ workspaceId: admin.workspaceId, role });
      await expect(make("json", viewer)).rejects.toMatchObject({ code: "forbidden" });
    }
    const outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await expect(make("json", outsider)).rejects.toMatchObject({ code: "not_found" });
    const where = { action: "person.access_file" };
    const before = await db.auditEvent.count({ where });
    await make("json");
    const events = await db.auditEvent.findMany({ where, orderBy: { id: "asc" } });
    expect(events.slice(before)).toMatchObject([
      { actorId: admin.userId, subject: personId, address: FROM, detail: { format: "json" } },
    ]);
  });
});

/** What a merge keeps of the record that went. */
const MERGED = { absorbed: { fullName: "Ana S." }, moved: { emails: ["eml_1"] }, choices: { title: "survivor" } };
const HOSTILE = "<img src=x onerror=alert(1)>\u202eevil";
const ASKED_AT = new Date("2026-01-08T08:00:00Z");
const CAME_AT = new Date("2026-01-09T08:00:00Z");

/** A person with everything that may be held on one, each column filled. Returns the rows' ids by table. */
async function plantPerson(viewer: Viewer): Promise<Record<string, string[]>> {
  const { workspaceId, userId } = viewer;
  const scope = { workspaceId, observedAt: CAME_AT };
  const { attemptId, lookupId, apolloId } = await anAttempt(viewer);
  const company = await db.company.create({
    data: { ...scope, id: newId("company"), apolloId: "company", technologies: ["A"], search: "a company" },
  });
  const person = await db.person.create({
    data: {
      ...{ ...scope, id: newId("person"), apolloId, fullName: HOSTILE, employment: [{ title: "CEO" }], search: "evil" },
      ...{ companyId: company.id, departments: ["sales", "master_sales"], ownerId: userId },
    },
  });
  const deliveries = [newId("delivery"), newId("delivery")];
  for (const [nth, id] of deliveries.entries()) {
    const body = Buffer.from(`{"people":[{"id":"${apolloId}"}],"nth":${String(nth)}}`);
    const bytes = { body: new Uint8Array(nth === 0 ? body : []), bodySha256: new Uint8Array(sha256(body)) };
    await db.delivery.create({ data: { id, workspaceId, attemptId, ...bytes, state: "applied", receivedAt: CAME_AT } });
  }
  const personId = person.id;
  const own = { ...scope, personId };
  const email = await db.personEmail.create({
    data: { ...own, id: newId("email"), address: "a@x.example", kind: "work", source: "human" },
  });
  const from = { source: "delivery", sourceId: deliveries[0] ?? null };
  const phone = await db.personPhone.create({
    data: { ...own, ...from, id: newId("phone"), number: "+12125550188", dncStatus: "dnc" },
  });
  await db.personIdentity.create({ data: { workspaceId, personId, kind: "email", value: "a@x.example" } });
  const observation = await db.personObservation.create({
    data: { ...own, id: newId("observation"), kind: "lookup", sourceId: attemptId, attemptId },
  });
  const merge = await db.personMerge.create({
    data: { id: newId("personMerge"), workspaceId, survivorId: personId, absorbedId: "per_gone", ...MERGED },
  });
  await db.distinctPeople.create({ data: { workspaceId, personId, otherId: "per_other", saidById: userId } });
  const reveal = await db.phoneReveal.create({
    data: { id: newId("phoneReveal"), workspaceId, userId, phoneId: phone.id, reason: "other" },
  });
  await db.lookup.update({ where: { id: lookupId }, data: { personId, createdAt: ASKED_AT } });
  const terms = { workspaceId, userId, ceiling: 9, threshold: 5, expiresAt: CAME_AT, decidedById: userId };
  const decided = { state: "declined", reason: "not now", decidedAt: CAME_AT };
  await db.approval.create({ data: { lookupId, ...terms, ...decided, blockedCode: "budget" } });
  const detail = { personId, reason: "other" };
  const event = await db.auditEvent.create({
    data: { workspaceId, actorId: userId, action: "phone.revealed", subject: phone.id, detail, address: FROM },
  });
  const key = { name: "Our key", key: "kH3-test_KEY_of_22chars", createdById: null };
  const { id: apiKeyId } = await inTransaction((tx) => storeApiKey(tx, { workspaceId, ...key }));
  await db.lookup.update({ where: { id: lookupId }, data: { apiKeyId, isReviewed: true } });
  await db.lookupReview.create({ data: { lookupId, workspaceId, reviewerId: userId, reviewedAt: CAME_AT } });
  const said = { lookupId, workspaceId, authorId: userId, body: "Is this the right one?" };
  const comment = await db.lookupComment.create({ data: { id: newId("comment"), ...said, createdAt: CAME_AT } });
  const call = { id: newId("bulkCall"), workspaceId, state: "answered", requested: 2, sender: "a process" };
  await db.bulkCall.create({ data: call });
  const sent = { apiKeyId, requestId: "-9007199254740993", bulkCallId: call.id };
  await db.attempt.update({ where: { id: attemptId }, data: sent });
  await plantWeakMatch(viewer);
  const groups = await plantGroups(viewer, personId);
  const written = await plantNotes(viewer, personId);
  await plantRow(viewer, personId, lookupId);
  const [ledger] = await db.ledgerEntry.findMany({ where: { attemptId } });
  const planted = {
    ...{ company: [company.id], person: [personId], delivery: deliveries, attempt: [attemptId], lookup: [lookupId] },
    ...{ person_email: [email.id], person_phone: [phone.id], phone_reveal: [reveal.id], person_identity: [] },
    ...{
      ledger_entry: [ledger?.id ?? ""],
      approval: [lookupId],
      lookup_review: [lookupId],
      lookup_comment: [comment.id],
      audit_event: [String(event.id)],
    },
    ...{ ...groups, ...written, run_row: [lookupId] },
    ...{ person_observation: [observation.id], person_merge: [merge.id], distinct_people: [] },
  };
  for (const table of [
    ...["company", "person", "person_email", "person_phone", "phone_reveal", "attempt", "lookup"],
    ...["person_observation", "person_merge", "note", "task"],
  ])
    for (const id of planted[table as keyof typeof planted]) await fillColumns(table, id);
  // A body is there or gone; its times and words may stand beside either.
  await fillColumns("delivery", deliveries[0] ?? "", ["body_removed_at"]);
  await fillColumns("delivery", deliveries[1] ?? "");
  return planted;
}

async function plantGroups({ workspaceId, userId }: Viewer, personId: string) {
  const own = { workspaceId, personId, addedById: userId, addedAt: CAME_AT };
  const tag = await db.tag.create({ data: { id: newId("tag"), workspaceId, name: "Hot", key: "hot" } });
  const list = await db.list.create({ data: { id: newId("list"), workspaceId, name: "Secret plans" } });
  await db.personTag.create({ data: { ...own, tagId: tag.id } });
  await db.listPerson.create({ data: { ...own, listId: list.id } });
  return { person_tag: [tag.id], list_person: [list.id] };
}

async function plantRow({ workspaceId, userId }: Viewer, personId: string, lookupId: string) {
  const runId = newId("run");
  await db.run.create({ data: { id: runId, workspaceId, userId, name: "Fair.csv", header: ["Mail"], state: "done" } });
  const words = { flaw: "It is odd.", reason: "It is so.", state: "matched", identityKey: "a digest of the row" };
  const said = { cells: ["a@x.example"], identity: { email: "a@x.example" } };
  await db.runRow.create({ data: { runId, number: 17, line: 18, workspaceId, personId, lookupId, ...words, ...said } });
}

async function plantNotes({ workspaceId, userId }: Viewer, personId: string) {
  const own = { workspaceId, personId, createdAt: CAME_AT };
  const note = await db.note.create({ data: { ...own, id: newId("note"), authorId: userId, body: HOSTILE } });
  const task = await db.task.create({ data: { ...own, id: newId("task"), assigneeId: userId, title: "Call her" } });
  return { note: [note.id], task: [task.id] };
}

/** Asked for by the person's address; Apollo answered with somebody else. */
async function plantWeakMatch(viewer: Viewer): Promise<void> {
  const weak = await anAttempt(viewer, { outcome: "needs_a_look" });
  await db.lookup.update({ where: { id: weak.lookupId }, data: { input: { email: "A@x.example" } } });
  const responseBody = new Uint8Array(Buffer.from('{"person":{"name":"Somebody Else"}}'));
  await db.attempt.update({ where: { id: weak.attemptId }, data: { responseBody, guardReasons: ["Somebody Else"] } });
}

const SAMPLES: Record<string, string> = {
  ...{
    text: "'a word of ' || $1",
    integer: "4711",
    numeric: "47.11",
    boolean: "true",
    jsonb: `'{"of":"' || $1 || '"}'`,
  },
  ...{ "timestamp with time zone": "'2026-02-03T04:05:06.789Z'", bytea: "'bytes of ' || $1", ARRAY: "'{one,two}'" },
  date: "'2026-01-10'",
};

/** Gives every column of the row that has none a value of its type: a column of a later version too. */
async function fillColumns(table: string, id: string, except: readonly string[] = []): Promise<void> {
  const columns = await db.$queryRaw<{ name: string; type: string; cast: string }[]>`
    SELECT column_name AS name, data_type AS type, udt_name AS cast FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = ${table} AND is_nullable = 'YES'`;
  for (const { name, type, cast } of columns.filter((column) => !except.includes(column.name))) {
    const value = (SAMPLES[type] ?? "").replace("$1", `'${name}'`);
    await db.$executeRawUnsafe(
      `UPDATE "${table}" SET "${name}" = coalesce("${name}", (${value})::text::${cast}) WHERE id = $1`,
      id,
    );
  }
}

/** Every value of the file as text; whole objects too, as the database writes them. */
function listValues(value: unknown): string[] {
  if (value === null || typeof value !== "object") return [textOf(value)];
  return [textOf(value), ...Object.values(value).flatMap(listValues)];
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(sorted(value)));

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

async function listTables(): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    WITH RECURSIVE reached (oid) AS (
      SELECT oid FROM pg_class WHERE relname = ANY (${ROOTS}) AND relnamespace = 'public'::regnamespace
      UNION SELECT c.conrelid FROM pg_constraint c JOIN reached r ON c.confrelid = r.oid WHERE c.contype = 'f'
    ), named AS (
      SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public'
         AND column_name IN ('person_id', 'phone_id', 'attempt_id', 'lookup_id', 'delivery_id', 'company_id')
    )
    SELECT relname::text AS name FROM pg_class JOIN reached USING (oid) UNION SELECT name FROM named ORDER BY 1`;
  return rows.map(({ name }) => name).filter((name) => !(name in WITHOUT_PERSON));
}

async function listColumns(table: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ${table}`;
  return rows.map(({ name }) => name);
}

/** The test's rows of a table, each value as the file is to have it. */
async function readRows(table: string): Promise<Record<string, string | null>[]> {
  const columns = await db.$queryRaw<{ name: string; type: string }[]>`
    SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = ${table}`;
  const rows = await db.$queryRawUnsafe<Record<string, unknown>[]>(`SELECT * FROM "${table}"`);
  const ours = rows.filter(
    (row) =>
      ["person_identity", "distinct_people"].includes(table) ||
      ids[table]?.includes(String(row["id"] ?? row["lookup_id"] ?? row["tag_id"] ?? row["list_id"])),
  );
  const isBody = (name: string) => name === "body" || name === "response_body";
  return ours.map((row) =>
    Object.fromEntries(columns.map(({ name }) => [name, row[name] === null ? null : asText(row[name], isBody(name))])),
  );
}

function asText(value: unknown, isBody: boolean): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString(isBody ? "utf8" : "hex");
  if (value instanceof Prisma.Decimal) return value.toString();
  return typeof value === "bigint" ? value.toString() : textOf(value);
}
