import ICAL from "ical.js";
import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { exportPerson } from "@/lib/people/server/export-person";
import { revealPhone } from "@/lib/people/server/reveal-phone";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

const FORMATS = ["vcard", "json"] as const;
const LISTED = "+12125550177";
let rep: Viewer, reviewer: Viewer, outsider: Viewer;
let personId: string, phoneId: string;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  rep = await aViewer({ workspaceId });
  reviewer = await aViewer({ workspaceId, role: "reviewer" });
  outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  personId = newId("person");
  phoneId = newId("phone");
  const observedAt = new Date("2026-01-02T03:04:05.678Z");
  const names = { fullName: "Ada Lovelace", firstName: "Ada", lastName: "Lovelace", city: "London" };
  await db.person.create({
    data: {
      ...{ id: personId, workspaceId, apolloId: personId, ...names, search: "ada", employment: [], departments: [] },
      ...{ observedAt, primaryPhone: LISTED },
    },
  });
  const own = { workspaceId, personId, source: "delivery", observedAt };
  await db.personPhone.create({
    data: { ...own, id: phoneId, number: LISTED, raw: "(212) 555-0177", dncStatus: "dnc" },
  });
  await db.personPhone.create({ data: { ...own, id: newId("phone"), number: "+14155550100", type: "mobile" } });
  await db.personEmail.create({ data: { ...own, id: newId("email"), address: "ada@acme.example", kind: "work" } });
});

test.each(FORMATS)("every member exports a %s, each time audited without a value of it", async (format) => {
  for (const viewer of [rep, reviewer]) {
    const { text } = await exportPerson(viewer, { personId, format });
    expect(text).toContain("Ada Lovelace");
    expect(text).toContain("ada@acme.example");
    expect(text).toContain("+14155550100");
  }
  const events = await db.auditEvent.findMany({ where: { subject: personId }, orderBy: { id: "asc" } });
  expect(events).toMatchObject(
    [rep, reviewer].map(({ userId }) => ({
      ...{ action: "person.exported", actorId: userId, detail: { format } },
    })),
  );
});

test.each(FORMATS)("a do-not-call number is in no %s, also where it is open to the viewer", async (format) => {
  for (const isOpen of [false, true]) {
    if (isOpen) await revealPhone(rep, { phoneId, reason: "consent", note: "" }, "192.0.2.1");
    const { text } = await exportPerson(rep, { personId, format });
    expect(text.replace(/\D/g, "")).not.toContain("5550177");
  }
});

test("another workspace finds nobody, and nothing is audited", async () => {
  for (const format of FORMATS)
    await expect(exportPerson(outsider, { personId, format })).rejects.toMatchObject({ code: "not_found" });
  expect(await db.auditEvent.count({ where: { subject: personId } })).toBe(0);
});

test("a parser of vCards reads the card", async () => {
  const { text, type, name } = await exportPerson(rep, { personId, format: "vcard" });
  expect([type, name]).toEqual(["text/vcard", `${personId}.vcf`]);
  const [kind, properties] = ICAL.parse(text) as [string, [string, object, string, unknown][]];
  expect(kind).toBe("vcard");
  const values = Object.fromEntries(properties.map(([property, , , value]) => [property, value]));
  expect(values).toMatchObject({ fn: "Ada Lovelace", email: "ada@acme.example", tel: "tel:+14155550100" });
});
