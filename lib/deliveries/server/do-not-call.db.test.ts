import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { applyDeliveries } from "@/lib/deliveries/server/apply-deliveries";
import { getDelivery } from "@/lib/deliveries/server/get-delivery";
import { getDeliveryBytes } from "@/lib/deliveries/server/get-delivery-bytes";
import { listDeliveries } from "@/lib/deliveries/server/list-deliveries";
import { newId } from "@/lib/ids/ids";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { getPerson } from "@/lib/people/server/get-person";
import { exportPeople } from "@/lib/people/server/export-people";
import { listPeople } from "@/lib/people/server/list-people";
import { revealPhone } from "@/lib/people/server/reveal-phone";
import { anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();
afterAll(closeDirectPool);

const LISTED = "+12125550188";
/** The number by its digits, however they are set. */
const LISTED_DIGITS = "2125550188";
const FREE = "+12125550110";
const ASKED = { reason: "asked_us", note: "" } as const;
const FROM = "192.0.2.7";

let rep: Viewer;
let colleague: Viewer;
let admin: Viewer;
let reviewer: Viewer;
let attempt: TestAttempt;
let personId: string;
let phoneId: string;
let deliveryId: string;

function aBody(apolloId: string): string {
  const phone = (number: string, dnc: string) => ({
    ...{ sanitized_number: number, raw_number: `+1 (${number.slice(2, 5)}) ${number.slice(5, 8)}-${number.slice(8)}` },
    ...{ type_cd: "mobile", status_cd: "valid_number", dnc_status_cd: dnc, updated_at: "2026-01-08T08:10:56Z" },
  });
  const phone_numbers = [phone(LISTED, "dnc"), phone(FREE, "not_found")];
  const person = { id: apolloId, status: "success", phone_numbers };
  return JSON.stringify({ status: "success", credits_consumed: 8, people: [person] });
}

beforeAll(async () => {
  const workspaceId = await aWorkspace();
  [rep, colleague] = [await aViewer({ workspaceId }), await aViewer({ workspaceId })];
  [admin, reviewer] = [await aViewer({ workspaceId, role: "admin" }), await aViewer({ workspaceId, role: "reviewer" })];
  attempt = await anAttempt(rep);
  const body = Buffer.from(aBody(attempt.apolloId));
  deliveryId = newId("delivery");
  await db.delivery.create({
    data: {
      ...{ id: deliveryId, workspaceId, attemptId: attempt.attemptId, body: new Uint8Array(body) },
      bodySha256: new Uint8Array(sha256(body)),
    },
  });
  await db.attempt.update({ where: { id: attempt.attemptId }, data: { responseBody: new Uint8Array(body) } });
  await applyDeliveries();
  const phone = await db.personPhone.findFirstOrThrow({ where: { number: LISTED } });
  [personId, phoneId] = [phone.personId, phone.id];
});

/** Everything that the server says to this viewer of the person, their lookup and its bodies. */
async function allAnswers(viewer: Viewer): Promise<string> {
  const isTheirs = viewer.role !== "rep" || viewer === rep;
  const answers = [
    await listPeople(viewer, {}),
    await readExport(viewer),
    await getPerson(viewer, personId),
    await listDeliveries(viewer, {}),
    ...(isTheirs ? [await getLookup(viewer, attempt.lookupId), await getDelivery(viewer, deliveryId)] : []),
  ];
  return JSON.stringify(answers);
}

async function readExport(viewer: Viewer): Promise<string> {
  let text = "";
  for await (const lines of await exportPeople(viewer, {})) text += lines;
  return text;
}

/** Whether the number's digits stand together anywhere, whatever is set between them. */
const holds = (text: string, digits: string) => text.replace(/[^\p{L}\p{N}"\n•]/gu, "").includes(digits);

describe("a do-not-call number", () => {
  test("is in no answer of the server before somebody reveals it, for no role", async () => {
    for (const viewer of [rep, colleague, admin, reviewer]) {
      const text = await allAnswers(viewer);
      expect(holds(text, LISTED_DIGITS), viewer.role).toBe(false);
      expect(text).toContain("••88");
    }
    expect(holds(await allAnswers(rep), "2125550110")).toBe(true);
  });

  test("is not found by search, digit by digit or whole", async () => {
    for (const q of ["2125550188", "1212555018", "188"]) expect((await listPeople(admin, { q })).people).toEqual([]);
    expect((await listPeople(admin, { q: "2125550110" })).people).toHaveLength(1);
  });

  test("leaves in no bytes: the download waits for the reveal", async () => {
    await expect(getDeliveryBytes(admin, deliveryId)).rejects.toMatchObject({ code: "forbidden" });
    expect(await getDelivery(admin, deliveryId)).toMatchObject({ mayDownload: false, body: { hidesListed: true } });
  });

  test("may not be revealed by a reviewer, nor by another workspace", async () => {
    const outsider = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
    await expect(revealPhone(reviewer, { phoneId, ...ASKED }, FROM)).rejects.toMatchObject({ code: "forbidden" });
    await expect(revealPhone(outsider, { phoneId, ...ASKED }, FROM)).rejects.toMatchObject({ code: "not_found" });
    expect(await db.phoneReveal.count()).toBe(0);
  });

  test("opens to who reveals it, in every answer and to nobody else, and the audit says who, whose and why", async () => {
    const given = { phoneId, reason: "other", note: "Ana Silva called back" } as const;
    expect(await revealPhone(rep, given, FROM)).toEqual({ number: LISTED, formatted: "+1 212 555 0188" });
    const { person } = await getPerson(rep, personId);
    expect(person.phones.find(({ id }) => id === phoneId)).toMatchObject({ number: LISTED, isMasked: false });
    expect(holds(JSON.stringify((await getDelivery(rep, deliveryId)).body), LISTED_DIGITS)).toBe(true);
    expect(Buffer.from(await getDeliveryBytes(rep, deliveryId)).toString()).toContain(LISTED);
    for (const viewer of [colleague, admin, reviewer])
      expect(holds(await allAnswers(viewer), LISTED_DIGITS), viewer.role).toBe(false);
    const event = await db.auditEvent.findFirstOrThrow({ where: { action: "phone.revealed" } });
    expect(event).toMatchObject({ actorId: rep.userId, subject: phoneId, address: FROM, detail: { personId } });
    expect(JSON.stringify(event.detail)).not.toMatch(/Ana|212/);
  });

  test("closes again after a day", async () => {
    await db.$executeRaw`update phone_reveal set revealed_at = now() - interval '24 hours 1 second'`;
    expect(holds(await allAnswers(rep), LISTED_DIGITS)).toBe(false);
  });

  test("goes with its person, and so do the words in which it was revealed", async () => {
    const words = randomBytes(6).toString("hex");
    await revealPhone(rep, { phoneId, reason: "other", note: words }, FROM);
    await db.person.delete({ where: { id: personId } });
    expect(await db.phoneReveal.count({ where: { note: words } })).toBe(0);
  });
});
