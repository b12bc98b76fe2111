import { expect, test } from "vitest";
import { countPending } from "@/lib/lookups/server/count-pending";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

test("phones that still come for somebody who was erased are waited for by nobody", async () => {
  const viewer = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  await anAttempt(viewer, { phoneState: "waiting" });
  expect(await countPending(viewer)).toEqual({ phones: 1 });
  await anAttempt(viewer, { phoneState: "waiting", outcome: "erased" });
  expect(await countPending(viewer)).toEqual({ phones: 1 });
});
