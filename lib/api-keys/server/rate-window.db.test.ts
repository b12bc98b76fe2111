import { beforeEach, describe, expect, test } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { findWindowEnd, giveSlotsBack, noteSlotAnswer, takeSlots, type Slot } from "@/lib/api-keys/server/rate-window";
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
  const slots = await takeSlots({ apiKeyId, endpoint }, 1);
  if ("waitMs" in slots) throw new Error(`to wait ${String(slots.waitMs)} ms`);
  const [slot] = slots;
  if (!slot) throw new Error("no slot");
  return slot;
}

/** What so many callers at once get. */
async function takeMany(count: number): Promise<{ slots: Slot[]; refused: number }> {
  const all = await Promise.all(Array.from({ length: count }, () => takeSlots({ apiKeyId, endpoint }, 1)));
  const slots = all.flatMap((taken) => ("waitMs" in taken ? [] : taken));
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
    expect(await takeSlots({ apiKeyId, endpoint }, 1)).toMatchObject({ waitMs: expect.any(Number) as number });
    expect((await findWindowEnd({ apiKeyId, endpoint }))?.waitMs).toBeGreaterThan(55_000);
  });

  test("gives leave for several calls at once as far as it has them, each with a place of its own", async () => {
    await noteSlotAnswer(await take(), told(7));
    expect(await takeSlots({ apiKeyId, endpoint }, 4)).toMatchObject(
      [2, 3, 4, 5].map((used) => ({ used, callLimit: 7 })),
    );
    expect(await takeSlots({ apiKeyId, endpoint }, 4)).toMatchObject([{ used: 6 }]);
    expect(await takeSlots({ apiKeyId, endpoint }, 4)).toMatchObject([{ used: 7 }]);
    expect(await takeSlots({ apiKeyId, endpoint }, 4)).toMatchObject({ waitMs: expect.any(Number) as number });
    await passed(63);
    expect(await takeSlots({ apiKeyId, endpoint }, 9)).toMatchObject([{ used: 1 }]);
    await passed(63);
    expect(await takeSlots({ apiKeyId, endpoint }, 2)).toMatchObject([{ used: 1 }, { used: 2 }]);
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
    expect(await takeSlots({ apiKeyId, endpoint }, 1)).toMatchObject({ waitMs: expect.any(Number) as number });
    await passed(3);
    expect(await take()).toMatchObject({ used: 1, callLimit: 2, isAnswered: false });
  });

  test("sends nothing while the provider's may be either, though there is room", async () => {
    await noteSlotAnswer(await take(), told(1000));
    await passed(58.5);
    expect(await takeSlots({ apiKeyId, endpoint }, 1)).toMatchObject({ waitMs: expect.any(Number) as number });
    await passed(2);
    expect((await take()).used).toBe(1);
  });

  test("counts what others of the team use, and takes back what was not used", async () => {
    const slot = await take();
    await noteSlotAnswer(slot, told(1000, 995));
    const { slots } = await takeMany(10);
    expect(slots).toHaveLength(5);
    await giveSlotsBack(slots.slice(0, 2));
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
