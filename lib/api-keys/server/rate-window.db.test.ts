import { beforeEach, describe, expect, test } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { findWindowEnd, giveSlotBack, noteSlotAnswer, takeSlot, type Slot } from "@/lib/api-keys/server/rate-window";
import type { RateLimits } from "@/lib/apollo/rate-limits";
import { db, inTransaction } from "@/lib/db/client";
import { aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

const endpoint = "people/bulk_match";
let apiKeyId: string;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  const added = await inTransaction((tx) =>
    storeApiKey(tx, { workspaceId, createdById: null, name: "K", key: "kH3-test_KEY_of_22chars" }),
  );
  apiKeyId = added.id;
});

const told = (limit: number, used = 1): RateLimits => ({
  minute: { limit, used, left: limit - used },
  ...{ hour: null, day: null },
});

async function take(): Promise<Slot> {
  const slot = await takeSlot({ apiKeyId, endpoint });
  if ("waitMs" in slot) throw new Error(`to wait ${String(slot.waitMs)} ms`);
  return slot;
}

/** What so many callers at once get. */
async function takeMany(count: number): Promise<{ slots: Slot[]; refused: number }> {
  const all = await Promise.all(Array.from({ length: count }, () => takeSlot({ apiKeyId, endpoint })));
  const slots = all.filter((slot): slot is Slot => !("waitMs" in slot));
  return { slots, refused: count - slots.length };
}

const passed = (seconds: number) => db.$executeRaw`
  UPDATE rate_window SET opened_at = opened_at - make_interval(secs => ${seconds}::double precision),
                         answered_at = answered_at - make_interval(secs => ${seconds}::double precision)
   WHERE api_key_id = ${apiKeyId}`;

describe("a window", () => {
  test("gives leave for as many calls as its limit, however many ask at once", async () => {
    await noteSlotAnswer(await take(), told(40));
    const { slots, refused } = await takeMany(60);
    expect({ slots: slots.length, refused }).toEqual({ slots: 39, refused: 21 });
    expect(await takeSlot({ apiKeyId, endpoint })).toMatchObject({ waitMs: expect.any(Number) as number });
    expect((await findWindowEnd({ apiKeyId, endpoint }))?.waitMs).toBeGreaterThan(55_000);
  });

  test("knows few calls before the first answer, and then what that says; what says nothing is a paid plan's", async () => {
    expect((await takeMany(60)).slots).toHaveLength(50);
    const [row] = await db.rateWindow.findMany({ where: { apiKeyId } });
    await noteSlotAnswer(
      { apiKeyId, endpoint, openedAt: row?.openedAt ?? new Date(), used: 1, callLimit: 50, isAnswered: false },
      null,
    );
    expect((await takeMany(60)).slots).toHaveLength(60);
    expect(await db.rateWindow.findMany({ where: { apiKeyId } })).toMatchObject([{ callLimit: 1000 }]);
  });

  test("lasts from its first answer on, not from its first call", async () => {
    const slot = await take();
    await passed(3);
    await noteSlotAnswer({ ...slot, openedAt: new Date(slot.openedAt.getTime() - 3000) }, told(2));
    await take();
    await passed(58);
    // The provider's own may have begun 3 s later than our first call.
    expect(await takeSlot({ apiKeyId, endpoint })).toMatchObject({ waitMs: expect.any(Number) as number });
    await passed(3);
    expect(await take()).toMatchObject({ used: 1, callLimit: 2, isAnswered: false });
  });

  test("sends nothing while the provider's may be either, though there is room", async () => {
    await noteSlotAnswer(await take(), told(1000));
    await passed(58.5);
    expect(await takeSlot({ apiKeyId, endpoint })).toMatchObject({ waitMs: expect.any(Number) as number });
    await passed(2);
    expect((await take()).used).toBe(1);
  });

  test("counts what others of the team use, and takes back what was not used", async () => {
    const slot = await take();
    await noteSlotAnswer(slot, told(1000, 995));
    const { slots } = await takeMany(10);
    expect(slots).toHaveLength(5);
    for (const one of slots.slice(0, 2)) await giveSlotBack(one);
    expect((await takeMany(10)).slots).toHaveLength(2);
  });

  test("is not corrected by an answer of one before it", async () => {
    const slot = await take();
    await noteSlotAnswer(slot, told(5));
    await passed(61);
    const next = await take();
    await noteSlotAnswer(slot, told(1, 1));
    expect(await db.rateWindow.findMany({ where: { apiKeyId } })).toMatchObject([{ callLimit: 5, answeredAt: null }]);
    expect(next.callLimit).toBe(5);
  });
});
