import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import { editField } from "@/lib/people/server/edit-field";
import { getRecord } from "@/lib/people/server/get-record";
import { markContact, removeContact } from "@/lib/people/server/mark-contact";
import { mergeProvidedPerson } from "@/lib/people/server/merge-person";
import { releaseField } from "@/lib/people/server/release-field";
import { saveEmail, savePhone } from "@/lib/people/server/save-contact";
import { setPolicy } from "@/lib/people/server/set-policy";
import { setUndone } from "@/lib/people/server/undo-words";
import { requireSuppressionKey } from "@/lib/suppressions/server/suppression-key";
import { addSuppressions } from "@/lib/suppressions/server/suppression-store";
import { anApolloId } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { aProvidedCompany, aProvidedPerson } from "@/lib/testing/provided";

useTestDatabase();
let viewer: Viewer;
let workspaceId: string;

beforeAll(async () => {
  workspaceId = await aWorkspace();
  viewer = await aViewer({ workspaceId });
});

const LATER = Date.UTC(2090, 0, 1);
const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const answer = (attemptId: string, at: Date, given: Parameters<typeof aProvidedPerson>[0], of = workspaceId) =>
  inTransaction((tx) =>
    mergeProvidedPerson(tx, { workspaceId: of, attemptId, person: aProvidedPerson(given), observedAt: at }),
  );
const read = (id: string) =>
  db.person.findUniqueOrThrow({ where: { id }, include: { emails: true, phones: true, identities: true } });

test("what a member wrote stays, says who wrote it, and survives the undo of any lookup", async () => {
  const apolloId = anApolloId();
  const personId = await answer("att_e1", day(1), { apolloId, title: "CTO" });
  await editField(viewer, { personId, field: "title", value: " Founder " });
  await answer("att_e2", new Date(LATER), { apolloId, title: "CEO" });
  expect((await read(personId)).title).toBe("Founder");
  const { fields } = await getRecord(viewer, personId);
  expect(fields["title"]).toMatchObject({ source: "human", by: "A rep", isProtected: true });
  expect(fields["fullName"]).toMatchObject({ source: "lookup", isProtected: false });
  await inTransaction((tx) =>
    setUndone(tx, { workspaceId, userId: viewer.userId, attemptIds: ["att_e1", "att_e2"], isUndone: true }),
  );
  expect((await read(personId)).title).toBe("Founder");
});

test("an address or a number that is on the suppression list is not written by hand either", async () => {
  const personId = await answer("att_s1", day(1), { apolloId: anApolloId() });
  const key = await requireSuppressionKey();
  const identifiers = [
    { kind: "email" as const, value: "left.alone@acme.example" },
    { kind: "phone" as const, value: "+442079460123" },
  ];
  await inTransaction((tx) =>
    addSuppressions(tx, key, { workspaceId, reason: "objected", addedById: viewer.userId, identifiers }),
  );
  const email = { personId, address: "Left.Alone@acme.example", kind: "work" as const, label: "" };
  await expect(saveEmail(viewer, email)).rejects.toMatchObject({ code: "invalid_input" });
  const phone = { personId, number: "+44 20 7946 0123", type: "mobile" as const, label: "" };
  await expect(savePhone(viewer, phone)).rejects.toMatchObject({ code: "invalid_input" });
  const { emails, phones } = await read(personId);
  expect([emails.some(({ address }) => address.startsWith("left.alone")), phones]).toEqual([false, []]);
  await saveEmail(viewer, { ...email, address: "other@acme.example" });
});

test("let free, a field follows newer answers again, also such as came meanwhile", async () => {
  const apolloId = anApolloId();
  const personId = await answer("att_f1", day(1), { apolloId, title: "CTO" });
  await editField(viewer, { personId, field: "title", value: "Founder" });
  await releaseField(viewer, { personId, field: "title" });
  expect((await read(personId)).title).toBe("Founder");
  await answer("att_f2", new Date(LATER), { apolloId, title: "CEO" });
  expect((await read(personId)).title).toBe("CEO");
});

test("an emptied field stays empty", async () => {
  const apolloId = anApolloId();
  const personId = await answer("att_g1", day(1), { apolloId, headline: "A", city: "Oslo" });
  await editField(viewer, { personId, field: "headline", value: "" });
  await editField(viewer, { personId, field: "city", value: "Bergen" });
  await answer("att_g2", new Date(LATER), { apolloId, headline: "B", city: "Rome" });
  expect(await read(personId)).toMatchObject({ headline: null, city: "Bergen", country: "Norway" });
});

test("what is no domain, profile, address or number is refused beside its field", async () => {
  const personId = await answer("att_h1", day(1), { apolloId: anApolloId() });
  const refused = { code: "invalid_input" };
  await expect(editField(viewer, { personId, field: "linkedinUrl", value: "acme.example" })).rejects.toMatchObject(
    refused,
  );
  await expect(editField(viewer, { personId, field: "fullName", value: " " })).rejects.toMatchObject(refused);
  const email = { personId, kind: "work" as const, label: "" };
  expect(() => saveEmail(viewer, { ...email, address: "no address" })).toThrow(expect.objectContaining(refused));
  const phone = { personId, type: "mobile" as const, label: "" };
  expect(() => savePhone(viewer, { ...phone, number: "020 7946" })).toThrow(expect.objectContaining(refused));
});

test("addresses by hand: added, changed, put first, removed", async () => {
  const personId = await answer("att_i1", day(1), { apolloId: anApolloId(), email: "ana@acme.example" });
  await saveEmail(viewer, { personId, address: "Ana@Home.example", kind: "personal", label: "evenings" });
  const added = (await read(personId)).emails.find(({ source }) => source === "human");
  expect(added).toMatchObject({ address: "ana@home.example", kind: "personal", label: "evenings" });
  const given = (await read(personId)).emails.find(({ source }) => source === "lookup")?.id ?? "";
  await markContact(viewer, { id: given, mark: "primary" });
  expect((await read(personId)).primaryEmail).toBe("ana@acme.example");
  await saveEmail(viewer, { personId, id: added?.id ?? "", address: "ana@flat.example", kind: "personal", label: "" });
  await removeContact(viewer, { id: given });
  const left = await read(personId);
  expect(left.emails.map(({ address }) => address)).toEqual(["ana@flat.example"]);
  expect(left).toMatchObject({ primaryEmail: "ana@flat.example" });
  expect(left.identities.map(({ value }) => value)).not.toContain("ana@acme.example");
});

test("a wrong value is kept and used for nothing, until that is taken back", async () => {
  const apolloId = anApolloId();
  const personId = await answer("att_j1", day(1), { apolloId, email: "ana@wrong.example" });
  await savePhone(viewer, { personId, number: "+1 202 555 0188", type: "mobile", label: "" });
  const before = await read(personId);
  for (const { id } of [...before.emails, ...before.phones]) await markContact(viewer, { id, mark: "wrong" });
  await answer("att_j2", day(2), { apolloId, email: "ana@wrong.example" });
  const wrong = await read(personId);
  expect(wrong).toMatchObject({ primaryEmail: null, primaryPhone: null });
  expect(wrong.search).not.toMatch(/wrong|0188/);
  expect(wrong.identities.filter(({ kind }) => ["email", "md5", "sha256"].includes(kind))).toEqual([]);
  expect(wrong.emails).toMatchObject([{ address: "ana@wrong.example" }]);
  for (const { id } of wrong.emails) await markContact(viewer, { id, mark: "right" });
  const right = await read(personId);
  expect(right.primaryEmail).toBe("ana@wrong.example");
  expect(right.identities.filter(({ kind }) => kind === "md5")).toHaveLength(1);
});

test("the workspace's policy says what answers may do to a field; a word that was kept out is kept all the same", async () => {
  const of = await aWorkspace();
  const admin = await aViewer({ workspaceId: of, role: "admin" });
  const apolloId = anApolloId();
  await setPolicy(admin, { field: "title", policy: "fill_empty" });
  await setPolicy(admin, { field: "headline", policy: "protect" });
  await setPolicy(admin, { field: "emails", policy: "fill_empty" });
  const id = await answer("att_p1", day(1), { apolloId, title: "CTO", headline: "A", email: "ana@acme.example" }, of);
  await answer(
    "att_p2",
    day(2),
    { apolloId, title: "CEO", email: "ana@bolt.example", company: aProvidedCompany("Bolt") },
    of,
  );
  expect(await read(id)).toMatchObject({
    ...{ title: "CTO", headline: null, companyName: "Bolt", formerCompany: "Acme" },
    emails: [{ address: "ana@acme.example" }],
  });
  await expect(setPolicy(viewer, { field: "title", policy: "protect" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(setPolicy(admin, { field: "fullName", policy: "protect" })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("a reviewer changes nothing, and nobody another workspace's people", async () => {
  const personId = await answer("att_k1", day(1), { apolloId: anApolloId() });
  const reviewer = await aViewer({ workspaceId, role: "reviewer" });
  const stranger = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  const id = (await read(personId)).emails[0]?.id ?? "";
  const edit = { personId, field: "title" as const, value: "X" };
  for (const [who, code] of [
    [reviewer, "forbidden"],
    [stranger, "not_found"],
  ] as const) {
    await expect(editField(who, edit)).rejects.toMatchObject({ code });
    await expect(releaseField(who, edit)).rejects.toMatchObject({ code });
    await expect(markContact(who, { id, mark: "wrong" })).rejects.toMatchObject({ code });
    await expect(removeContact(who, { id })).rejects.toMatchObject({ code });
    await expect(saveEmail(who, { personId, address: "a@b.example", kind: "work", label: "" })).rejects.toMatchObject({
      code,
    });
  }
  await expect(getRecord(stranger, personId)).rejects.toMatchObject({ code: "not_found" });
  expect((await getRecord(reviewer, personId)).mayEdit).toBe(false);
});
