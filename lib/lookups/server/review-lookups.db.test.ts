import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { commentLookup } from "@/lib/lookups/server/comment-lookup";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { getLookupPlace } from "@/lib/lookups/server/get-lookup-place";
import { listLookups } from "@/lib/lookups/server/list-lookups";
import { markReviewed } from "@/lib/lookups/server/mark-reviewed";
import { removeComment } from "@/lib/lookups/server/remove-comment";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aLookup } from "@/lib/testing/lookups";

useTestDatabase();

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));

let admin: Viewer;
let reviewer: Viewer;
let rep: Viewer;
let colleague: Viewer;
let outsider: Viewer;
let lookupId: string;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  admin = await aViewer({ workspaceId, role: "admin" });
  reviewer = await aViewer({ workspaceId, role: "reviewer" });
  rep = await aViewer({ workspaceId });
  colleague = await aViewer({ workspaceId });
  outsider = await aViewer({ workspaceId: await aWorkspace(), role: "reviewer" });
  lookupId = await aLookup(rep, { createdAt: at(0) });
});

const mark = (viewer: Viewer, isReviewed = true) => markReviewed(viewer, { lookupId, isReviewed });
const say = (viewer: Viewer, body = "Is this the right company?") => commentLookup(viewer, { lookupId, body });
const actions = async () =>
  (await db.auditEvent.findMany({ where: { subject: lookupId }, orderBy: { id: "asc" } })).map(({ action }) => action);

describe("a mark", () => {
  test("is made by reviewers and admins, shown with who made it, and taken back; each once in the audit", async () => {
    await mark(reviewer);
    await mark(admin);
    expect((await getLookup(rep, lookupId)).review).toMatchObject({ by: "A reviewer" });
    expect((await listLookups(reviewer, { reviewed: "yes" })).lookups.map(({ id }) => id)).toEqual([lookupId]);
    await mark(admin, false);
    await mark(admin, false);
    expect((await getLookup(rep, lookupId)).review).toBeNull();
    expect((await listLookups(reviewer, { reviewed: "yes" })).lookups).toEqual([]);
    expect(await actions()).toEqual(["lookup.reviewed", "lookup.review_undone"]);
  });

  test("that two make at once is one", async () => {
    await Promise.all([mark(reviewer), mark(admin), mark(reviewer), mark(admin)]);
    expect(await db.lookupReview.count({ where: { lookupId } })).toBe(1);
    expect(await actions()).toEqual(["lookup.reviewed"]);
  });

  test("is neither a rep's, their own lookup or not, nor another workspace's", async () => {
    for (const viewer of [rep, colleague]) await expect(mark(viewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(mark(outsider)).rejects.toMatchObject({ code: "not_found" });
    expect(await db.lookup.findUnique({ where: { id: lookupId } })).toMatchObject({ isReviewed: false });
  });
});

describe("a comment", () => {
  test("is read by the lookup's owner and by whoever sees the lookup, and by nobody else", async () => {
    await say(reviewer, "First");
    await say(admin, "Second");
    for (const viewer of [rep, reviewer, admin])
      expect((await getLookup(viewer, lookupId)).comments.map(({ by, body, isOwn }) => [by, body, isOwn])).toEqual([
        ["A reviewer", "First", viewer === reviewer],
        ["A admin", "Second", viewer === admin],
      ]);
    for (const viewer of [colleague, outsider])
      await expect(getLookup(viewer, lookupId)).rejects.toMatchObject({ code: "not_found" });
    expect((await listLookups(rep, {})).lookups.map(({ commentCount }) => commentCount)).toEqual([2]);
  });

  test("is written by reviewers and admins of the workspace alone", async () => {
    for (const viewer of [rep, colleague]) await expect(say(viewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(say(outsider)).rejects.toMatchObject({ code: "not_found" });
    expect(await db.lookupComment.count({ where: { lookupId } })).toBe(0);
  });

  test("is taken back by who wrote it, and by nobody else; the audit never says what it said", async () => {
    const { id } = await say(reviewer, "Zenobia told me");
    for (const [viewer, code] of [
      [admin, "not_found"],
      [outsider, "not_found"],
      [rep, "forbidden"],
    ] as const)
      await expect(removeComment(viewer, id)).rejects.toMatchObject({ code });
    await removeComment(reviewer, id);
    await expect(removeComment(reviewer, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await getLookup(rep, lookupId)).comments).toEqual([]);
    expect(await actions()).toEqual(["lookup.commented", "lookup.comment_removed"]);
    const told = await db.auditEvent.findMany({ where: { subject: lookupId } });
    expect(JSON.stringify(told, (_, value: unknown) => (typeof value === "bigint" ? 0 : value))).not.toContain(
      "Zenobia",
    );
  });

  test("is not written of somebody who was erased", async () => {
    await db.lookup.update({ where: { id: lookupId }, data: { label: "Somebody who was erased", outcome: "erased" } });
    await expect(say(reviewer)).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("the place of a lookup in a view", () => {
  test("says what stands before and after it there, and how far down it is", async () => {
    const other = await aLookup(colleague, { createdAt: at(1), outcome: "no_match" });
    const newest = await aLookup(rep, { createdAt: at(2) });
    const place = (viewer: Viewer, id: string, view = {}) => getLookupPlace(viewer, id, view);
    expect(await place(admin, other)).toMatchObject({ newerId: newest, olderId: lookupId, position: 2 });
    expect(await place(admin, newest, { outcome: "matched" })).toMatchObject({ olderId: lookupId, position: 1 });
    expect(await place(admin, lookupId, { outcome: "matched" })).toMatchObject({
      newerId: newest,
      olderId: null,
      position: 2,
    });
    // One that does not fit has neighbours all the same: it was just marked, say.
    expect(await place(admin, other, { outcome: "matched" })).toMatchObject({
      newerId: newest,
      olderId: lookupId,
      position: null,
    });
    expect(await place(rep, newest)).toEqual({ newerId: null, olderId: lookupId, position: 1, review: null });
    await expect(place(rep, other)).rejects.toMatchObject({ code: "not_found" });
    await expect(place(outsider, other)).rejects.toMatchObject({ code: "not_found" });
  });

  test("leads who reviews through what nobody has read: further down first, then from the top, and says when it is all", async () => {
    const middle = await aLookup(rep, { createdAt: at(1) });
    const newest = await aLookup(colleague, { createdAt: at(2) });
    const reviewOf = async (id: string) => (await getLookupPlace(reviewer, id, {})).review;
    expect(await reviewOf(middle)).toEqual({ nextId: lookupId, left: 3 });
    await mark(reviewer);
    expect(await reviewOf(middle)).toEqual({ nextId: newest, left: 2 });
    await markReviewed(reviewer, { lookupId: newest, isReviewed: true });
    expect(await reviewOf(middle)).toEqual({ nextId: null, left: 1 });
    await markReviewed(reviewer, { lookupId: middle, isReviewed: true });
    expect(await reviewOf(middle)).toEqual({ nextId: null, left: 0 });
  });
});
