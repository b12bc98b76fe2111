import { createHash } from "node:crypto";
import type { Cell, Rows } from "@/scripts/seed-large/copy-rows";
import { seededId } from "@/scripts/seed-large/seeded-id";
import { daysAfter, personOf, type SeededPerson } from "@/scripts/seed-large/seeded-person";
import type { World } from "@/scripts/seed-large/world";

type Row = readonly Cell[];

const PROFILE = 1;
const PHONE = 8;
/** Rows of one kind that belong to one person have numbers of their own within so many. */
const ROWS_A_PERSON = 64;

type Asked = SeededPerson & {
  attemptId: string;
  userId: string;
  held: number;
  phoneCharge: number;
  deliveryId: string;
};

function* perPerson(world: World, rowsOf: (asked: Asked) => Iterable<Row>): Generator<Row> {
  for (let number = 0; number < world.people; number += 1) {
    const person = personOf(world, number);
    const hasMobile = person.phones.some(({ type }) => type === "mobile");
    yield* rowsOf({
      ...person,
      attemptId: rowId("att", world, person),
      deliveryId: rowId("dlv", world, person),
      userId: world.userIds[number % world.userIds.length] ?? "",
      held: person.asksPhone ? PROFILE + PHONE : PROFILE,
      phoneCharge: hasMobile ? PHONE : 0,
    });
  }
}

function rowId(prefix: string, { seed }: World, { number, createdAt }: SeededPerson, place = 0): string {
  return seededId(prefix, createdAt, { seed, number: number * ROWS_A_PERSON + place });
}

const optionsOf = ({ asksPhone }: Asked) => ({
  ...{ revealPersonalEmails: false, revealPhoneNumber: asksPhone, waterfallEmail: false, waterfallPhone: false },
});
const inputOf = ({ slug }: Asked) => ({ linkedinUrl: `https://www.linkedin.com/in/${slug}` });

/** One paid call each; its answer's bytes are gone, as after the time for which they are kept. */
export function attemptRows(world: World): Rows {
  return {
    table: "attempt",
    columns:
      "id workspace_id identity state phone_state request requested_apollo_id returned_apollo_id response_status created_at sent_at answered_at settled_at answer_removed_at".split(
        " ",
      ),
    rows: perPerson(world, (asked) => {
      const { attemptId, apolloId, phoneState, createdAt: at } = asked;
      const request = JSON.stringify({ ...inputOf(asked), ...optionsOf(asked) });
      return [
        [
          ...[attemptId, world.workspaceId, `seeded ${attemptId}`, "matched", phoneState, request, null, apolloId, 200],
          ...[at, at, at, at, at],
        ],
      ];
    }),
  };
}

/** The first is paid for; the others found what was there. */
export function lookupRows(world: World): Rows {
  const { workspaceId, lookupsEach } = world;
  return {
    table: "lookup",
    columns:
      "id workspace_id user_id attempt_id person_id source answered_from input options label outcome phone_state credits_charged credits_saved created_at settled_at".split(
        " ",
      ),
    rows: perPerson(world, (asked) => {
      const price = PROFILE + asked.phoneCharge;
      return Array.from({ length: lookupsEach }, (_, place): Row => {
        const isPaid = place === 0;
        const at = isPaid ? asked.createdAt : daysAfter(asked.createdAt, place / 24);
        return [
          ...[rowId("lkp", world, asked, place), workspaceId, asked.userId, isPaid ? asked.attemptId : null, asked.id],
          ...["form", isPaid ? "provider" : "store", JSON.stringify(inputOf(asked)), JSON.stringify(optionsOf(asked))],
          ...[asked.fullName, "matched", isPaid ? asked.phoneState : "not_asked", isPaid ? price : 0],
          ...[isPaid ? 0 : price, at, at],
        ];
      });
    }),
  };
}

/** What was held is charged or released, to the last credit. */
export function ledgerRows(world: World): Rows {
  return {
    table: "ledger_entry",
    columns: "id workspace_id attempt_id user_id kind part credits reason created_at".split(" "),
    rows: perPerson(world, (asked) => {
      const { held, phoneCharge } = asked;
      const entries: [kind: string, part: string, credits: number][] = [
        ["hold", "lookup", held],
        ["charge", "profile", PROFILE],
        ["charge", "phone", phoneCharge],
        ["release", "lookup", held - PROFILE - phoneCharge],
      ];
      return entries
        .filter(([, , credits]) => credits > 0)
        .map(([kind, part, credits], place) => [
          ...[rowId("led", world, asked, place), world.workspaceId, asked.attemptId, asked.userId, kind, part, credits],
          ...["seeded", asked.createdAt],
        ]);
    }),
  };
}

/** The callbacks that brought the numbers, without their bytes. */
export function deliveryRows(world: World): Rows {
  return {
    table: "delivery",
    columns:
      "id workspace_id attempt_id body_sha256 body state kind received_at last_seen_at applied_at body_removed_at".split(
        " ",
      ),
    rows: perPerson(world, ({ asksPhone, attemptId, deliveryId, createdAt: at }) => {
      if (!asksPhone) return [];
      const digest = `\\x${createHash("sha256").update(deliveryId).digest("hex")}`;
      return [[deliveryId, world.workspaceId, attemptId, digest, "\\x", "applied", "phone", at, at, at, at]];
    }),
  };
}
