import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { db, inTransaction } from "@/lib/db/client";
import { CHANNELS } from "@/lib/live/channels";
import type { LiveEvent, Reader } from "@/lib/live/live-event";
import { closeListener, subscribe } from "@/lib/live/listener";
import { notifyAllChanged, notifyChanged } from "@/lib/live/notify-changed";
import { closeEventStreams, openEventStream } from "@/lib/live/open-event-stream";
import { useTestDatabase } from "@/lib/testing/database";

const database = useTestDatabase();
const outside = new Pool({ connectionString: database.url, max: 1 });
const reader: Reader = { workspaceId: "wks_a", userId: "usr_a", role: "rep" };
const event = (given: Partial<LiveEvent> = {}): LiveEvent => ({
  workspaceId: "wks_a",
  kind: "person",
  ids: ["per_1"],
  ...given,
});

/** Listening has begun. */
beforeAll(async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  subscribe({ channel: CHANNELS.changed, onNotice: () => undefined, onGap: () => resolve(undefined) });
  await promise;
});
afterAll(async () => {
  closeEventStreams();
  await closeListener();
  await outside.end();
});

function open(options: { as?: Reader; readAgain?: () => Promise<Reader | null>; heartbeatMs?: number } = {}) {
  const { as = reader, readAgain = () => Promise.resolve(as), heartbeatMs = 60_000 } = options;
  const abort = new AbortController();
  const response = openEventStream({ reader: as, readAgain, signal: abort.signal, heartbeatMs });
  const seen = { text: "", isOver: false };
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) seen.text += decoder.decode(chunk);
    seen.isOver = true;
  })();
  const events = () =>
    seen.text.split("\n").flatMap((line) => (line.startsWith('data: {"kind') ? [line.slice(6)] : []));
  return { response, seen, abort, events };
}

describe("a stream", () => {
  test("is not transformed, buffered or cached, and says how soon to come back", async () => {
    const { response, seen, abort } = open();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    await expect.poll(() => seen.text).toContain("retry: 1000");
    abort.abort();
  });

  test("carries ids of its reader's workspace only, and to a rep only lookups of their own", async () => {
    const mine = open();
    const boss = open({ as: { ...reader, userId: "usr_b", role: "admin" } });
    await notifyAllChanged(db, [
      event({ workspaceId: "wks_b", ids: ["per_foreign"] }),
      event({ kind: "lookup", ids: ["lkp_mine"], userId: "usr_a" }),
      event({ kind: "lookup", ids: ["lkp_other"], userId: "usr_c" }),
      event({ kind: "phones_arrived", ids: ["lkp_mine", "per_1"], userId: "usr_a" }),
      event({ kind: "delivery", ids: ["dlv_any"] }),
      event({ ids: ["per_1"] }),
    ]);
    await expect.poll(() => mine.events().length).toBe(3);
    await expect.poll(() => boss.events().length).toBe(4);
    expect(mine.events().join()).not.toContain("dlv_any");
    expect(mine.events().join()).toMatch(/lkp_mine.*phones_arrived.*per_1/);
    expect(boss.events().join()).toMatch(/lkp_mine.*lkp_other.*per_1/);
    expect(boss.events().join() + mine.events().join()).not.toMatch(/wks_|usr_|foreign/);
    expect(boss.events().join()).not.toContain("phones_arrived");
    closeEventStreams();
  });

  test("hears of a transaction when it commits and never of one that does not", async () => {
    const { events, abort } = open();
    await inTransaction(async (tx) => {
      await notifyChanged(tx, event({ ids: ["per_no"] }));
      throw new Error("rolled back");
    }).catch(() => null);
    await inTransaction((tx) => notifyChanged(tx, event({ ids: ["per_yes"] })));
    await expect.poll(events).toEqual([JSON.stringify({ kind: "person", ids: ["per_yes"] })]);
    abort.abort();
  });

  test("thousands of ids go in notices small enough for the database", async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `per_${String(index).padStart(26, "0")}`);
    const { events, abort } = open();
    await notifyChanged(db, event({ ids }));
    await expect.poll(() => events().length).toBe(5);
    abort.abort();
  });

  test("ends with its session, and when its reader's workspace or role changes; not while the database is away", async () => {
    const endings = [null, { ...reader, workspaceId: "wks_b" }, { ...reader, role: "reviewer" }];
    for (const now of endings) {
      const { seen } = open({ readAgain: () => Promise.resolve(now), heartbeatMs: 10 });
      await expect.poll(() => seen.isOver).toBe(true);
    }
    const away = open({ readAgain: () => Promise.reject(new Error("away")), heartbeatMs: 10 });
    await expect.poll(() => away.seen.text).toMatch(/event: beat\ndata: {}\n\nevent: beat/);
    expect(away.seen.isOver).toBe(false);
    away.abort.abort();
  });

  test("leaves nothing behind when its reader aborts or cancels", async () => {
    const clear = vi.spyOn(globalThis, "clearInterval");
    const aborted = open();
    aborted.abort.abort();
    await expect.poll(() => aborted.seen.isOver).toBe(true);
    const cancelled = openEventStream({
      reader,
      readAgain: () => Promise.resolve(reader),
      signal: new AbortController().signal,
    });
    await cancelled.body?.cancel();
    expect(clear).toHaveBeenCalledTimes(2);
    clear.mockRestore();
  });

  test("asks the page to read all again after the listening connection was away", async () => {
    const { seen, abort, events } = open();
    await outside.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'perihelion-listener'",
    );
    await expect.poll(() => seen.text, { timeout: 3000 }).toContain("event: resync");
    await notifyChanged(db, event());
    await expect.poll(() => events().length).toBe(1);
    abort.abort();
  });

  test("a notice that is not one of ours is passed over", async () => {
    const { events, abort } = open();
    await outside.query(
      `SELECT pg_notify('${CHANNELS.changed}', 'garbage'), pg_notify('${CHANNELS.changed}', '{"kind":1}')`,
    );
    await notifyChanged(db, event());
    await expect.poll(() => events().length).toBe(1);
    abort.abort();
  });
});
