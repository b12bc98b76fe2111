import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { openWith, sealWith } from "@/lib/crypto/sealed-text";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env/server";
import { checkSuppression } from "@/lib/suppressions/server/check-suppression";
import { listSuppressions } from "@/lib/suppressions/server/list-suppressions";
import { removeSuppression } from "@/lib/suppressions/server/remove-suppression";
import { submitSuppressions } from "@/lib/suppressions/server/submit-suppressions";
import { LINES_MAX } from "@/lib/suppressions/suppression";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
let admin: Viewer;

beforeEach(async () => {
  admin = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
});

const add = (text: string, kind: "email" | "phone" = "email") =>
  submitSuppressions(admin, { kind, text, reason: "objected", until: null });

describe("the suppression list", () => {
  test("says of each line what became of it, and takes ten thousand at once", async () => {
    await add("known@acme.example");
    const report = await add("new@acme.example\n\n known@ACME.example\nnobody\r\nNEW@acme.example");
    expect(report.map(({ line, became }) => `${line} ${became}`)).toEqual([
      "1 added",
      "3 already",
      "4 unreadable",
      "5 repeated",
    ]);
    const many = Array.from({ length: LINES_MAX }, (_, index) => `p${String(index)}@many.example`).join("\n");
    expect((await add(many)).every(({ became }) => became === "added")).toBe(true);
    await expect(add(`${many}\none@more.example`)).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("holds digests and no value, the same value another one in each workspace", async () => {
    await add("secret.person@acme.example");
    const other = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await submitSuppressions(other, {
      kind: "email",
      text: "secret.person@acme.example",
      reason: "other",
      until: null,
    });
    const [mine, theirs] = await db.suppression.findMany({
      where: { workspaceId: { in: [admin.workspaceId, other.workspaceId] } },
    });
    expect(mine?.digests).toHaveLength(3);
    expect(mine?.digests[0]).not.toEqual(theirs?.digests[0]);
    const text = JSON.stringify(await db.$queryRaw`SELECT to_jsonb(s) FROM suppression s`);
    expect(text).not.toContain("secret.person");
    expect(JSON.stringify(await listSuppressions(admin, {}))).not.toContain("secret");
  });

  test("is found again after the key ring has changed: its own key is only sealed anew", async () => {
    await add("kept@acme.example");
    const row = await db.suppressionKey.findUniqueOrThrow({ where: { id: "current" } });
    const place = { table: "suppression_key", column: "sealed", rowId: "current", keyVersion: 1 };
    const plain = openWith(env.ENCRYPTION_KEYS, row.sealed, place);
    const next = { id: "next", secret: Buffer.alloc(32, 7) };
    expect(openWith([next], sealWith(next, plain, place), place)).toBe(plain);
    expect(plain).not.toContain(env.NEXTAUTH_SECRET);
    expect(await checkSuppression(admin, { text: "KEPT@acme.example" })).toHaveLength(1);
  });

  test("is asked by address, hash, number and domain, which the audit notes without the value", async () => {
    await add("+44 20 7946 0123", "phone");
    expect(await checkSuppression(admin, { text: "+442079460123" })).toMatchObject([
      { kind: "phone", reason: "objected" },
    ]);
    expect(await checkSuppression(admin, { text: "nobody@acme.example" })).toEqual([]);
    await expect(checkSuppression(admin, { text: "?" })).rejects.toMatchObject({ code: "invalid_input" });
    const audit = await db.auditEvent.findMany({ where: { workspaceId: admin.workspaceId }, orderBy: { id: "asc" } });
    expect(audit.map(({ action }) => action)).toEqual([
      "suppression.added",
      "suppression.checked",
      "suppression.checked",
    ]);
    expect(JSON.stringify(audit.map(({ detail }) => detail))).not.toMatch(/7946|nobody/);
  });

  test("gives up an erased person's entry only when that is typed, and no other workspace's at all", async () => {
    await add("gone@acme.example");
    const [entry] = (await listSuppressions(admin, {})).suppressions;
    const id = entry?.id ?? "";
    await db.suppression.update({ where: { id }, data: { reason: "erased" } });
    const other = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await expect(removeSuppression(other, { id, confirmation: "ALLOW" })).rejects.toMatchObject({ code: "not_found" });
    await expect(removeSuppression(admin, { id, confirmation: "" })).rejects.toMatchObject({ code: "invalid_input" });
    expect(await add("gone@acme.example")).toEqual([{ line: 1, became: "already" }]);
    await removeSuppression(admin, { id, confirmation: "ALLOW" });
    expect(await checkSuppression(admin, { text: "gone@acme.example" })).toEqual([]);
  });

  test("takes one value that many add at once exactly once", async () => {
    const reports = await Promise.all(Array.from({ length: 10 }, () => add("same@acme.example")));
    expect(reports.flat().filter(({ became }) => became === "added")).toHaveLength(1);
    expect((await listSuppressions(admin, {})).suppressions).toHaveLength(1);
  });

  test.each(["rep", "reviewer"] as const)("is no business of a %s", async (role) => {
    const viewer = await aViewer({ workspaceId: admin.workspaceId, role });
    const calls = [
      () => submitSuppressions(viewer, { kind: "email", text: "a@b.example", reason: "other", until: null }),
      () => checkSuppression(viewer, { text: "a@b.example" }),
      () => removeSuppression(viewer, { id: "sup_1", confirmation: "" }),
      () => listSuppressions(viewer, {}),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "forbidden" });
  });
});
