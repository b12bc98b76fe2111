import { expect, test } from "vitest";
import { storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { listApiKeys } from "@/lib/api-keys/server/list-api-keys";
import { db, inTransaction } from "@/lib/db/client";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

/** By age: what stands in the list's order is left to the list. */
const KEYS = [
  { name: "old and disabled", state: "disabled" },
  { name: "old and ending", state: "ending" },
  { name: "old and active", state: "active" },
  { name: "the default", state: "active", isDefault: true },
  { name: "young and active", state: "active" },
  { name: "young and disabled", state: "disabled" },
  { name: "young and ending", state: "ending" },
];

test("the default key stands first, then the other active ones, those that end and the disabled, each oldest first", async () => {
  const workspaceId = await aWorkspace();
  const admin = await aViewer({ workspaceId, role: "admin" });
  for (const [age, { name, state, isDefault = false }] of KEYS.entries()) {
    const key = `kH3-key_number_${String(age)}_of_it`;
    const { id } = await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name, key }));
    const endingSince = state === "ending" ? new Date() : null;
    await db.apiKey.update({
      where: { id },
      data: { state, isDefault, endingSince, createdAt: new Date(Date.UTC(2026, 0, 1 + age)) },
    });
  }
  expect((await listApiKeys(admin)).keys.map(({ name }) => name)).toEqual([
    "the default",
    "old and active",
    "young and active",
    "old and ending",
    "young and ending",
    "old and disabled",
    "young and disabled",
  ]);
});
