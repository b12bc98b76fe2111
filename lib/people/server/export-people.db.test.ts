import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { exportPeople } from "@/lib/people/server/export-people";
import { recordReveal } from "@/lib/people/server/phone-reveal-store";
import { aPerson, aTag } from "@/lib/people/testing/people";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

const MANY = 1200;
let rep: Viewer;
let ada: string;
let phoneId: string;

beforeAll(async () => {
  rep = await aViewer({ workspaceId: await aWorkspace() });
  ada = await aPerson(rep, {
    ...{ fullName: "=1+1", title: 'Head of "Engines"', companyName: "Analytical, Ltd", country: "Norway" },
    ...{ primaryEmail: "ada@analytical.example", primaryPhone: "+14155550123", phoneState: "delivered" },
  });
  const basic = { workspaceId: rep.workspaceId, personId: ada, source: "lookup", observedAt: new Date() };
  phoneId = newId("phone");
  await db.personEmail.createMany({
    data: ["ada@analytical.example", "ada@home.example"].map((address) => ({
      ...{ ...basic, id: newId("email"), address, kind: "work", status: "verified" },
    })),
  });
  await db.personPhone.create({ data: { ...basic, id: phoneId, number: "+14155550123", dncStatus: "dnc" } });
  await db.personPhone.create({ data: { ...basic, id: newId("phone"), number: "+14155550199", type: "mobile" } });
  await aTag(rep, "VIP", [ada]);
});

test("quoted by RFC 4180, no cell a formula, every address and number, and a listed number covered until it is opened", async () => {
  const csv = await textOf(rep, { q: "analytical" });
  const [header, row, end] = csv.split("\r\n");
  expect(header).toContain("Name,Title,Seniority,Company");
  expect(row).toContain(`'=1+1,"Head of ""Engines""",,"Analytical, Ltd"`);
  expect(row).toContain("ada@analytical.example (verified); ada@home.example (verified)");
  expect(row).toContain("+14155550199 (mobile)");
  expect(row).toContain("VIP");
  expect(row).toContain("23 (do not call)");
  expect(csv).not.toContain("4155550123");
  expect(end).toBe("");
  await recordReveal(db, rep, { phoneId, reason: "customer", note: "" });
  expect(await textOf(rep, { ids: [ada] })).toContain("+14155550123");
  const colleague = await aViewer({ workspaceId: rep.workspaceId });
  expect(await textOf(colleague, { ids: [ada] })).not.toContain("4155550123");
});

test("another workspace's are left out, and the audit says how many and by which filters, not by which words", async () => {
  const stranger = await aViewer({ workspaceId: await aWorkspace() });
  expect((await textOf(stranger, { ids: [ada] })).split("\r\n")).toHaveLength(2);
  await textOf(rep, { q: "analytical", country: ["Norway"] });
  const events = await db.auditEvent.findMany({ where: { action: "people.exported" }, orderBy: { id: "asc" } });
  expect(events.at(-1)).toMatchObject({ actorId: rep.userId, detail: { rows: 1, filters: ["q", "country"] } });
  expect(events.at(-2)).toMatchObject({ actorId: stranger.userId, detail: { rows: 0, filters: ["ids"] } });
  expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain("analytical");
});

test("many people come lot by lot, each read when it is asked for, whatever changes meanwhile, but for those left out", async () => {
  const viewer = await aViewer({ workspaceId: await aWorkspace() });
  const { workspaceId } = viewer;
  const made = Array.from({ length: MANY }, (_, n) => ({ id: newId("person"), fullName: `Number ${String(n)}` }));
  await db.person.createMany({
    data: made.map(({ id, fullName }) => ({
      ...{ id, workspaceId, apolloId: id, fullName, search: fullName.toLowerCase(), observedAt: new Date() },
      ...{ employment: [], departments: [] },
    })),
  });
  const except = made.slice(0, 3).map(({ id }) => id);
  const parts = await exportPeople(viewer, { except, sort: "-updated" });
  const sizes: number[] = [];
  for await (const part of parts) {
    sizes.push(part.trimEnd().split("\r\n").length);
    // Moves to the front of the very order that was asked for.
    if (sizes.length === 2) await db.person.updateMany({ where: { workspaceId }, data: { title: "Moved" } });
  }
  expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(1 + MANY - except.length);
});

async function textOf(viewer: Viewer, asked: Parameters<typeof exportPeople>[1]): Promise<string> {
  let text = "";
  for await (const part of await exportPeople(viewer, asked)) text += part;
  return text;
}
