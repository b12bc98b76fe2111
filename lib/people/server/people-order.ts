import "server-only";
import { z } from "zod";
import { Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { PEOPLE_SORTS, type PeopleSort } from "@/lib/people/filter-words";
import type { PeopleView } from "@/lib/people/filters";

export type SortWord = NonNullable<PeopleView["sort"]>;

/**
 * Who was changed last comes first, unless another order is asked for. Of those of whom the provider has said nothing in a long
 * time, the latest of whom it did: by the usual order they stand behind nearly everybody.
 */
export function sortOf({ sort, fresh }: PeopleView): SortWord {
  return sort ?? (fresh === "older" ? "-enriched" : "-updated");
}

/** Where one page ended: what the last person is sorted by, and their id. */
export type Position = { key: Date | string | null; id: string };

/**
 * A stretch of an order that one index is walked through. Who has no title comes after all who have one, whichever way
 * titles are sorted: an order by title is two stretches.
 */
export type Stretch = {
  /** Of its own for each text that is made of it, whatever the position. */
  name: string;
  key: Prisma.Sql;
  direction: Prisma.Sql;
  /** Who belongs to it; true for all. */
  belongs: Prisma.Sql;
  /** Who comes after a position; true at the beginning. */
  after: Prisma.Sql;
};

type Key = { sql: Prisma.Sql; isTime: boolean; isNullable: boolean };

/** Each as its index has it (the migration `people_lists`). Sixty characters bound the index and the cursor. */
const KEYS: Record<PeopleSort, Key> = {
  updated: { sql: Prisma.sql`p.updated_at`, isTime: true, isNullable: false },
  enriched: { sql: Prisma.sql`p.observed_at`, isTime: true, isNullable: false },
  created: { sql: Prisma.sql`p.created_at`, isTime: true, isNullable: false },
  name: { sql: Prisma.sql`"left"(lower(p.full_name), 60)`, isTime: false, isNullable: false },
  title: { sql: Prisma.sql`"left"(lower(p.title), 60)`, isTime: false, isNullable: true },
  company: { sql: Prisma.sql`"left"(lower(p.company_name), 60)`, isTime: false, isNullable: true },
};
const ALWAYS = Prisma.sql`true`;

/** What is left of an order after a position, in the order in which it is to be read. */
export function stretchesOf(sort: SortWord, after: Position | null): Stretch[] {
  const { sql, isTime, isNullable } = keyOf(sort);
  const isDescending = sort.startsWith("-");
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const beyond = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  const name = `${sort}-${after ? "on" : "first"}`;
  if (!isNullable) return [{ name, key: sql, direction, belongs: ALWAYS, after: beyondPosition() }];
  const blanks = { name: `${name}-blank`, key: sql, direction, belongs: Prisma.sql`${sql} IS NULL`, after: ALWAYS };
  if (after?.key === null)
    return [{ ...blanks, name: `${sort}-among-blank`, after: Prisma.sql`p.id ${beyond} ${after.id}` }];
  return [{ name, key: sql, direction, belongs: Prisma.sql`${sql} IS NOT NULL`, after: beyondPosition() }, blanks];

  function beyondPosition(): Prisma.Sql {
    if (!after) return ALWAYS;
    const cast = isTime ? Prisma.sql`::timestamptz` : Prisma.empty;
    return Prisma.sql`(${sql}, p.id) ${beyond} (${after.key}${cast}, ${after.id})`;
  }
}

function keyOf(sort: SortWord): Key {
  const name = PEOPLE_SORTS.find((known) => known === sort.replace(/^-/, ""));
  if (!name) throw new Error(`no such order: ${sort}`);
  return KEYS[name];
}

const Id = z.string().regex(/^[a-z]{3}_[0-9a-z]{26}$/);

/** A position as opaque text, good for this order alone. */
export function writePosition(sort: SortWord, { key, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString("base64url");
}

/** Null when no position was given. A damaged one, or one of another order, is `invalid_input`. */
export function readPosition(sort: SortWord, text: string | undefined): Position | null {
  if (text === undefined || text === "") return null;
  const { isTime, isNullable } = keyOf(sort);
  const word = isNullable ? z.string().nullable() : z.string();
  const Cursor = z.tuple([z.literal(sort), isTime ? z.iso.datetime() : word, Id]);
  try {
    const [, key, id] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { key, id };
  } catch (cause) {
    throw new AppError("invalid_input", "damaged cursor", {
      cause,
      fields: { cursor: "This page position is damaged or of another order. Start from the first page." },
    });
  }
}
