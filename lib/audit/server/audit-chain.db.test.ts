import { mkdtempSync, rmSync, writeFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { describeVerdict } from "@/lib/audit/audit-verdict";
import { countPurgeable } from "@/lib/audit/server/count-purgeable";
import { purgeAudit } from "@/lib/audit/server/purge-audit";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { sealAudit } from "@/lib/audit/server/seal-audit";
import { verifyAudit } from "@/lib/audit/server/verify-audit";
import { db, inTransaction } from "@/lib/db/client";
import { connectOnce } from "@/lib/db/migrate/migrate-database";
import { useTestDatabase } from "@/lib/testing/database";

const held = vi.hoisted(() => ({ dataDir: "" }));
vi.mock(import("@/lib/env/server"), async (original) => {
  const actual = await original();
  return {
    ...actual,
    env: {
      ...actual.env,
      get DATA_DIR() {
        return held.dataDir;
      },
    },
  };
});

const { url } = useTestDatabase();
const file = () => join(held.dataDir, "audit-head.json");
let root: Client;

beforeAll(async () => {
  held.dataDir = mkdtempSync(join(tmpdir(), "perihelion-audit-"));
  root = await connectOnce(url);
  // Whoever tampers here owns the database: no trigger stands in the way.
  await root.query("SET session_replication_role = replica");
});
afterAll(async () => {
  await root.end();
  rmSync(held.dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  await root.query("TRUNCATE audit_event, audit_link, audit_head, audit_anchor RESTART IDENTITY");
  rmSync(file(), { force: true });
});

const aDetail = { tail: "9f3a", nested: { b: [1, 2.5, null], a: "é\u{1F511}" } };

async function write(count: number, action = "api_key.added"): Promise<void> {
  for (let n = 1; n <= count; n += 1)
    await recordAudit(db, {
      ...{ workspaceId: "wks_1", actorId: "usr_1", action, subject: `key_${String(n)}`, address: "192.0.2.1" },
      detail: { ...aDetail, n },
    });
}

/** Six sealed events, numbered 1 to 6 at places 1 to 6. */
async function aChain(): Promise<void> {
  await write(6);
  expect(await sealAudit()).toBe(6);
  expect(await verifyAudit()).toMatchObject({ isWhole: true, checked: 6, unsealed: 0 });
}

const sql = (text: string) => root.query(text);

describe("tampering by the database's owner is found:", () => {
  test.each([
    ["workspace_id", "'wks_2'"],
    ["workspace_id", "NULL"],
    ["actor_id", "'usr_2'"],
    ["action", "'api_key.tested'"],
    ["subject", "'key_9'"],
    ["detail", `'{"n": 4}'`],
    ["detail", "NULL"],
    ["detail", "detail || '{\"n\": 3.0}'"],
    ["address", "'192.0.2.2'"],
    ["at", "at - interval '1 millisecond'"],
    ["at", "'infinity'"],
    ["mark", "NULL"],
    ["mark", "(SELECT set_byte(mark, 47, get_byte(mark, 47) # 1) FROM audit_event WHERE id = 4)"],
  ])("an edit of %s to %s", async (column, value) => {
    await aChain();
    await sql(`UPDATE audit_event SET ${column} = ${value} WHERE id = 3`);
    const verdict = await verifyAudit();
    expect(verdict).toMatchObject({ isWhole: false, broken: { seq: "3", eventId: "3" } });
    expect(describeVerdict(verdict)).toMatch(/^The chain is broken\. Event 3 /);
  });

  test.each([
    ["another number for an event", "UPDATE audit_event SET id = 99 WHERE id = 3", "removed", "3"],
    ["a hash", "UPDATE audit_link SET hash = sha256('x') WHERE seq = 3", "moved", "3"],
    ["an event removed from the middle", "DELETE FROM audit_event WHERE id = 3", "removed", "3"],
    [
      "an event removed with its place",
      "DELETE FROM audit_event WHERE id = 3; DELETE FROM audit_link WHERE seq = 3",
      ...["missing_links", "3"],
    ],
    [
      "an event removed and the places closed up",
      `DELETE FROM audit_event WHERE id = 3; DELETE FROM audit_link WHERE seq = 3;
       UPDATE audit_link SET seq = seq - 1 WHERE seq > 3`,
      ...["moved", "3"],
    ],
    [
      "two events that changed places",
      `UPDATE audit_link SET event_id = -event_id WHERE seq IN (3, 4);
       UPDATE audit_link SET event_id = CASE seq WHEN 3 THEN 4 ELSE 3 END WHERE seq IN (3, 4)`,
      ...["moved", "3"],
    ],
    [
      "two events that changed numbers",
      `UPDATE audit_event SET id = -id WHERE id IN (3, 4); UPDATE audit_event SET id = 7 + id WHERE id < 0`,
      ...["moved", "3"],
    ],
    ["a place removed", "DELETE FROM audit_link WHERE seq = 3", "missing_links", "3"],
    ["the end cut off", "DELETE FROM audit_event WHERE id > 4; DELETE FROM audit_link WHERE seq > 4", ...["cut", "5"]],
    [
      "the end cut off, and the chain's end moved back",
      `DELETE FROM audit_event WHERE id > 4; DELETE FROM audit_link WHERE seq > 4;
       UPDATE audit_head SET seq = 4, hash = (SELECT hash FROM audit_link WHERE seq = 4)`,
      ...["head_changed", null],
    ],
    ["the chain's end removed", "DELETE FROM audit_head", "head_changed", null],
    [
      "the beginning cut off, with an anchor of somebody's own",
      `INSERT INTO audit_anchor SELECT 1, seq, hash, hash FROM audit_link WHERE seq = 2;
       DELETE FROM audit_event WHERE id < 3; DELETE FROM audit_link WHERE seq < 3`,
      ...["anchor_changed", null],
    ],
    [
      "the beginning cut off",
      "DELETE FROM audit_event WHERE id < 3; DELETE FROM audit_link WHERE seq < 3",
      "missing_links",
      "1",
    ],
    [
      "an event inserted",
      "INSERT INTO audit_event (action, actor_id) VALUES ('api_key.deleted', 'usr_2')",
      ...["not_ours", null],
    ],
    [
      "a copy of an event inserted under another mark",
      `INSERT INTO audit_event (workspace_id, actor_id, action, subject, detail, mark)
       SELECT workspace_id, actor_id, action, subject, detail, set_byte(mark, 47, (get_byte(mark, 47) + 1) % 256) FROM audit_event WHERE id = 3`,
      ...["not_ours", null],
    ],
    [
      "an event inserted with a place",
      `INSERT INTO audit_event (action) VALUES ('api_key.deleted'); INSERT INTO audit_link VALUES (7, 7, sha256('x'));
       UPDATE audit_head SET seq = 7, hash = sha256('x')`,
      ...["head_changed", null],
    ],
    ["the table emptied", "TRUNCATE audit_event", "removed", "1"],
    ["events and places emptied", "TRUNCATE audit_event, audit_link", "cut", "1"],
    ["everything emptied", "TRUNCATE audit_event, audit_link, audit_head", "older_than_noted", "0"],
  ] as const)("%s", async (_what, change, why, seq) => {
    await aChain();
    await sql(change);
    expect(await verifyAudit()).toMatchObject({ isWhole: false, broken: { why, seq } });
    await write(2);
    expect(await verifyAudit(), "also after the audit has gone on").toMatchObject({ isWhole: false });
  });

  test("an event edited before it got its place", async () => {
    await write(3);
    await sql("UPDATE audit_event SET actor_id = 'usr_2' WHERE id = 2");
    const verdict = await verifyAudit();
    expect(verdict).toMatchObject({ checked: 2, broken: { why: "not_ours", eventId: "2" } });
    expect(describeVerdict(verdict)).toBe(
      "The chain is broken. Event 2 (api_key.added) was not written by Perihelion.",
    );
  });

  test("the database put back to an old copy, by what the data folder noted; also when it goes on from there", async () => {
    await aChain();
    for (const table of ["audit_event", "audit_link", "audit_head"])
      await sql(`CREATE TABLE old_${table} AS TABLE ${table}`);
    await write(4, "lookup.exported");
    await sealAudit();
    await sql("TRUNCATE audit_event, audit_link, audit_head");
    for (const table of ["audit_event", "audit_link", "audit_head"])
      await sql(`INSERT INTO ${table} TABLE old_${table}; DROP TABLE old_${table}`);
    expect(await verifyAudit()).toMatchObject({ isWhole: false, broken: { why: "older_than_noted", seq: "6" } });
    await write(5);
    expect(await verifyAudit()).toMatchObject({ isWhole: false, broken: { why: "other_than_noted", seq: "10" } });
  });

  test("the data folder of another chain", async () => {
    await aChain();
    writeFileSync(file(), readFileSync(file(), "utf8").replace(/"chain":"\w{4}/, '"chain":"0000'));
    expect(await verifyAudit()).toMatchObject({ isWhole: false, broken: { why: "other_chain" } });
  });
});

test("an audit of nothing is whole", async () => {
  expect(await verifyAudit()).toMatchObject({ isWhole: true, checked: 0, head: null, broken: null });
});

test("events from before there was a chain get their place at its beginning, and nowhere else", async () => {
  await sql("INSERT INTO audit_event (action, at) SELECT 'sign_in.accepted', now() FROM generate_series(1, 3)");
  expect(await sealAudit()).toBe(3);
  await sql("INSERT INTO audit_event (action) VALUES ('sign_in.accepted')");
  await write(2);
  expect(await sealAudit()).toBe(3);
  expect(await verifyAudit()).toMatchObject({ isWhole: true, checked: 6 });
  await sql("INSERT INTO audit_event (action) VALUES ('sign_in.accepted')");
  expect(await sealAudit()).toBe(0);
  expect(await verifyAudit()).toMatchObject({ isWhole: false, broken: { why: "not_ours", eventId: "7" } });
});

test("20 writers at once, with transactions that are undone and several sealers, lose nothing, and the chain is whole", async () => {
  const writer = async (which: number) => {
    for (let n = 0; n < 10; n += 1) {
      const write = inTransaction(async (tx) => {
        await recordAudit(tx, { action: "lookup.requested", subject: `${String(which)}-${String(n)}` });
        if (n % 5 === 4) throw new Error("undone");
      });
      await write.catch(() => undefined);
    }
  };
  let isOver = false;
  const sealer = async () => {
    while (!isOver) await sealAudit();
  };
  const sealers = [sealer(), sealer(), sealer()];
  await Promise.all(Array.from({ length: 20 }, (_, which) => writer(which)));
  isOver = true;
  await Promise.all(sealers);
  expect(await verifyAudit()).toMatchObject({ isWhole: true, checked: 160, unsealed: 0 });
  const { rows } = await sql("SELECT count(DISTINCT event_id)::int AS linked, max(seq)::int AS last FROM audit_link");
  expect(rows).toEqual([{ linked: 160, last: 160 }]);
});

test("a sealer killed at any of its statements leaves a whole chain, which the next one continues", async () => {
  await aChain();
  await write(3);
  for (const table of ["audit_link", "audit_head"]) {
    await sql(
      `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`,
    );
    await sql(`CREATE TRIGGER die AFTER INSERT OR UPDATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION die()`);
    await expect(sealAudit()).rejects.toThrow();
    await sql("DROP FUNCTION die CASCADE");
    const { rows } = await sql("SELECT max(seq)::int AS last FROM audit_link");
    expect(rows).toEqual([{ last: 6 }]);
  }
  expect(await verifyAudit()).toMatchObject({ isWhole: true, checked: 9 });
});

describe("retention", () => {
  const age = (to: number) => sql(`UPDATE audit_event SET at = now() - interval '800 days' WHERE id <= ${String(to)}`);
  const twoYearsAgo = () => new Date(Date.now() - 730 * 86_400_000);

  test("removes the old beginning as a whole, and the rest still verifies", async () => {
    await write(6);
    await age(4);
    await sealAudit();
    expect(await countPurgeable(twoYearsAgo())).toBe(4);
    expect(await purgeAudit(twoYearsAgo())).toBe(4);
    expect([await countPurgeable(twoYearsAgo()), await purgeAudit(twoYearsAgo())]).toEqual([0, 0]);
    await write(1);
    const verdict = await verifyAudit();
    expect(verdict).toMatchObject({ isWhole: true, checked: 3, purged: 4 });
    expect(describeVerdict(verdict)).toMatch(
      /^3 events, chain whole, head [0-9a-f]{8}\. 4 events before them went by their age\.$/,
    );
    expect(await purgeAudit(twoYearsAgo())).toBe(0);
  });

  test("keeps the last event, whatever its age, and what is old behind something younger", async () => {
    await write(4);
    await age(4);
    await sql("UPDATE audit_event SET at = now() WHERE id = 2");
    await sealAudit();
    expect([await countPurgeable(twoYearsAgo()), await purgeAudit(twoYearsAgo())]).toEqual([1, 1]);
    await sql("TRUNCATE audit_event, audit_link, audit_head, audit_anchor");
    rmSync(file());
    await write(3);
    await sql("UPDATE audit_event SET at = now() - interval '800 days'");
    await sealAudit();
    expect([await countPurgeable(twoYearsAgo()), await purgeAudit(twoYearsAgo())]).toEqual([2, 2]);
    expect(await verifyAudit()).toMatchObject({ isWhole: true, checked: 1, purged: 2 });
  });

  test("cannot be used to hide: neither what is young nor what is torn out of the middle, nor with an anchor of one's own", async () => {
    await write(6);
    await age(4);
    await sealAudit();
    await expect(purgeAudit(new Date())).rejects.toThrow("the audit of the last 30 days cannot be removed");
    const call = (upTo: number) =>
      db.$queryRaw`select audit_purge(${upTo}, now() - interval '100 days', '\\x00'::bytea)`;
    await expect(call(5)).rejects.toThrow("only a whole, old beginning of the audit can be removed");
    await expect(call(6)).rejects.toThrow("only a whole, old beginning of the audit can be removed");
    await call(3);
    expect(await verifyAudit()).toMatchObject({ isWhole: false, broken: { why: "anchor_changed" } });
  });
});
