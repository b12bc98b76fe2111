import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { commentLookup } from "@/lib/lookups/server/comment-lookup";
import { markReviewed } from "@/lib/lookups/server/mark-reviewed";
import { requestErasure } from "@/lib/privacy/server/request-erasure";
import { runErasures } from "@/lib/privacy/server/run-erasures";
import { anAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aLookup } from "@/lib/testing/lookups";

useTestDatabase();

const EMAIL = "zenobia.quill@acme.example";

test("what was written beside a person's lookups goes with them, of a call or of none; that they were read stays", async () => {
  const admin = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  const called = (await anAttempt(admin, { phoneState: "none_found", request: { email: EMAIL } })).lookupId;
  const uncalled = await aLookup(admin, { input: { email: EMAIL }, outcome: "no_match" });
  const others = await aLookup(admin, { input: { email: "b@acme.example" }, outcome: "no_match" });
  for (const lookupId of [called, uncalled, others]) {
    await commentLookup(admin, { lookupId, body: "Zenobia asked us not to" });
    await markReviewed(admin, { lookupId, isReviewed: true });
  }
  await requestErasure(admin, { personIds: [], text: EMAIL, confirmation: "ERASE" });
  await runErasures();
  expect((await db.lookupComment.findMany()).map(({ lookupId }) => lookupId)).toEqual([others]);
  expect(await db.lookupReview.count()).toBe(3);
});
