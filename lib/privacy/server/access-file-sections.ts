import "server-only";
import type { Fields, Plain } from "@/lib/privacy/server/access-values";
import type { AccessFile } from "@/lib/privacy/server/read-access-file";
import type { AccessRecord } from "@/lib/privacy/server/render-access-file";

type Section = { id: string; title: string; intro: string; recordsOf: (file: AccessFile) => AccessRecord[] };

/** What the page says of each kind, in the order in which it is read. */
export const SECTIONS: readonly Section[] = [
  {
    id: "person",
    title: "Profile",
    intro:
      "What is known of the person, merged over all answers of the data provider Apollo and what members entered. “Field dates” says when each field was last given.",
    recordsOf: ({ person }) => [{ heading: wordOf(person["fullName"]), fields: person }],
  },
  {
    id: "emails",
    title: "Email addresses",
    intro: "Each address with what brought it.",
    recordsOf: (file) => file.emails.map((email) => valueRecord(file, "address", email)),
  },
  {
    id: "phones",
    title: "Phone numbers",
    intro:
      "Each number with what brought it. “Dnc status” other than “not_found” means that it is on a do-not-call list.",
    recordsOf: (file) => file.phones.map((phone) => valueRecord(file, "number", phone)),
  },
  {
    id: "company",
    title: "Employer",
    intro: "What is known of the company the person is filed under.",
    recordsOf: ({ company }) => (company ? [{ heading: wordOf(company["name"]), fields: company }] : []),
  },
  {
    id: "identities",
    title: "Names by which the person is recognised",
    intro: "An index: addresses and their hashes, profile, provider’s id, name at an employer.",
    recordsOf: ({ identities }) => identities.map((fields) => ({ heading: wordOf(fields["kind"]), fields })),
  },
  {
    id: "tags",
    title: "Tags",
    intro: "Words that members marked the person with, who did and when.",
    recordsOf: ({ tags }) => tags.map((fields) => ({ heading: wordOf(fields["name"]), fields })),
  },
  {
    id: "lists",
    title: "Lists",
    intro: "Lists that members put the person into, who did and when. A member’s private list is not named.",
    recordsOf: ({ lists }) => lists.map((fields) => ({ heading: wordOf(fields["name"]), fields })),
  },
  {
    id: "observations",
    title: "What each source said",
    intro:
      "Each answer, delivery and edit by hand as it was taken. “Undone at”: a member took it back. “Left out” and “kept out”: what of it was not taken.",
    recordsOf: ({ observations }) =>
      observations.map((fields) => ({
        heading: `${wordOf(fields["kind"])} of ${dayOf(fields["observedAt"])}`,
        fields,
      })),
  },
  {
    id: "merges",
    title: "Merged records",
    intro: "Where two records were taken for one person: the record that went, as it stood.",
    recordsOf: ({ merges }) => merges.map((fields) => ({ heading: dayOf(fields["mergedAt"]), fields })),
  },
  {
    id: "distinctions",
    title: "Not the same person",
    intro: "Records that a member said are of somebody else, by their numbers.",
    recordsOf: ({ distinctions }) => distinctions.map((fields) => ({ heading: dayOf(fields["saidAt"]), fields })),
  },
  {
    id: "notes",
    title: "Notes",
    intro:
      "What members wrote about the person. “Deleted at”: it is held for a day more, so that it can be brought back.",
    recordsOf: ({ notes }) =>
      notes.map((fields) => ({ heading: `${wordOf(fields["author"])} on ${dayOf(fields["createdAt"])}`, fields })),
  },
  {
    id: "tasks",
    title: "Tasks",
    intro: "What members had to do about the person, by when, and whether they did it.",
    recordsOf: ({ tasks }) => tasks.map((fields) => ({ heading: wordOf(fields["title"]), fields })),
  },
  {
    id: "lookups",
    title: "Lookups",
    intro:
      "Each time a member asked for the person: who, when, with what, what came of it and what it cost in credits.",
    recordsOf: ({ lookups }) =>
      lookups.map((fields) => ({ heading: wordOf(fields["label"]), origin: askedWords(fields), fields })),
  },
  {
    id: "approvals",
    title: "Approvals",
    intro: "Where a lookup had to be approved first: who asked, who decided, when and with which word.",
    recordsOf: ({ approvals }) => approvals.map((fields) => ({ heading: wordOf(fields["state"]), fields })),
  },
  {
    id: "reviews",
    title: "Reviews",
    intro: "Which member marked a lookup as read, and when.",
    recordsOf: ({ reviews }) => reviews.map((fields) => ({ heading: dayOf(fields["reviewedAt"]), fields })),
  },
  {
    id: "comments",
    title: "Comments",
    intro: "What members wrote beside a lookup.",
    recordsOf: ({ comments }) => comments.map((fields) => ({ heading: dayOf(fields["createdAt"]), fields })),
  },
  {
    id: "attempts",
    title: "Calls to the provider",
    intro: "What was sent to Apollo and what it answered, word for word while that is kept.",
    recordsOf: (file) =>
      file.attempts.map((fields) => ({
        heading: `Call of ${dayOf(fields["createdAt"])}`,
        origin: keptWords({
          removedAt: fields["answerRemovedAt"],
          since: fields["answeredAt"],
          days: file.keptFor.attempt_answers,
        }),
        fields,
      })),
  },
  {
    id: "deliveries",
    title: "Deliveries",
    intro: "What Apollo sent later by webhook, or gave when asked, word for word while that is kept.",
    recordsOf: (file) =>
      file.deliveries.map((fields) => ({
        heading: `Delivery of ${dayOf(fields["receivedAt"])}`,
        origin: keptWords({
          removedAt: fields["bodyRemovedAt"],
          since: fields["receivedAt"],
          days: file.keptFor.delivery_bodies,
        }),
        fields,
      })),
  },
  {
    id: "run-rows",
    title: "Rows of uploaded files",
    intro: "Rows of tables that members uploaded to look many people up at once, as they stood in the file.",
    recordsOf: ({ runRows }) =>
      runRows.map((fields) => ({ heading: `${wordOf(fields["file"])}, row ${wordOf(fields["number"])}`, fields })),
  },
  {
    id: "ledger",
    title: "Credits",
    intro: "What was held, charged and given back for those calls.",
    recordsOf: ({ ledger }) =>
      ledger.map((fields) => ({ heading: `${wordOf(fields["kind"])} of ${wordOf(fields["credits"])}`, fields })),
  },
  {
    id: "reveals",
    title: "Openings of do-not-call numbers",
    intro: "Which member opened a covered number, when and why.",
    recordsOf: ({ reveals }) => reveals.map((fields) => ({ heading: dayOf(fields["revealedAt"]), fields })),
  },
  {
    id: "audit",
    title: "Audit",
    intro:
      "Who did what about the person: looked at bodies, opened numbers, took something away, made a file such as this one.",
    recordsOf: ({ audit }) => audit.map((fields) => ({ heading: wordOf(fields["action"]), fields })),
  },
  {
    id: "kept-for",
    title: "How long raw data is kept",
    intro: "In days. The profile itself, lookups and the ledger stay until the person is erased.",
    recordsOf: ({ keptFor }) => [{ heading: "Days", fields: keptFor }],
  },
];

function wordOf(value: Plain | undefined): string {
  if (value === null || value === undefined) return "Not given";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const dayOf = (value: Plain | undefined): string => (typeof value === "string" ? value.slice(0, 10) : "an unknown day");

function askedWords(lookup: Fields): string {
  return `Asked by ${wordOf(lookup["askedBy"])} on ${dayOf(lookup["createdAt"])}; answered from ${wordOf(lookup["answeredFrom"])}.`;
}

/** An address or a number, with the sentence on what brought it. */
function valueRecord(file: AccessFile, name: "address" | "number", fields: Fields): AccessRecord {
  return { heading: wordOf(fields[name]), origin: originOf(file, fields), fields };
}

function originOf({ attempts, deliveries, lookups }: AccessFile, { source, sourceId, observedAt }: Fields): string {
  if (source === "human") return `Entered by a member on ${dayOf(observedAt)}.`;
  const delivery = deliveries.find(({ id }) => id === sourceId);
  const attemptId = delivery?.["attemptId"] ?? attempts.find(({ id }) => id === sourceId)?.["id"];
  const lookup = lookups.find((known) => known["attemptId"] === attemptId);
  const asked = lookup ? `, for the lookup by ${wordOf(lookup["askedBy"])} on ${dayOf(lookup["createdAt"])}` : "";
  if (delivery) return `Came from Apollo in a delivery on ${dayOf(delivery["receivedAt"])}${asked}.`;
  return `Came from Apollo with the answer to a lookup, as of ${dayOf(observedAt)}${asked}.`;
}

type Keeping = { removedAt: Plain | undefined; since: Plain | undefined; days: number | undefined };

function keptWords({ removedAt, since, days = 0 }: Keeping): string {
  if (typeof removedAt === "string") return `Its text was removed on ${dayOf(removedAt)}, as old enough.`;
  if (typeof since !== "string") return "No text of it is held.";
  const goes = new Date(Date.parse(since) + days * 86_400_000).toISOString();
  return `Its text is removed on ${dayOf(goes)} or soon after, unless something still waits for it.`;
}
