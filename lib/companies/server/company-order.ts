import "server-only";
import { z } from "zod";
import { DEFAULT_COMPANY_SORT, type CompanySort, type CompanySortWord } from "@/lib/companies/company";
import { Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

type Key = { sql: Prisma.Sql; cast: Prisma.Sql; shape: z.ZodType<string | number> };

/** Each as its index has it (the migration `lists_and_companies`). */
const KEYS: Record<CompanySort, Key> = {
  updated: { sql: Prisma.sql`c.updated_at`, cast: Prisma.sql`::timestamptz`, shape: z.iso.datetime() },
  name: { sql: Prisma.sql`c.search`, cast: Prisma.empty, shape: z.string() },
  employees: { sql: Prisma.sql`coalesce(c.employee_count, -1)`, cast: Prisma.sql`::int`, shape: z.int() },
};

const Id = z.string().regex(/^[a-z]{3}_[0-9a-z]{26}$/);

/** An order: what it is sorted by, which way, and what comes after a position in it. */
export function readOrder(sort: CompanySortWord = DEFAULT_COMPANY_SORT, cursor: string | undefined) {
  const isDescending = sort.startsWith("-");
  const { sql: key, cast, shape } = KEYS[(isDescending ? sort.slice(1) : sort) as CompanySort];
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const beyond = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  const after = readCursor(z.tuple([z.literal(sort), shape, Id]), cursor);
  return {
    key,
    direction,
    isFirst: after === null,
    after: after ? Prisma.sql`(${key}, c.id) ${beyond} (${after[1]}${cast}, ${after[2]})` : Prisma.sql`true`,
    write: (last: { key: Date | string | number; id: string }) =>
      Buffer.from(JSON.stringify([sort, last.key, last.id])).toString("base64url"),
  };
}

function readCursor<T>(shape: z.ZodType<T>, text: string | undefined): T | null {
  if (text === undefined || text === "") return null;
  try {
    return shape.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch (cause) {
    throw new AppError("invalid_input", "damaged cursor", {
      cause,
      fields: { cursor: "This page position is damaged or of another order. Start from the first page." },
    });
  }
}
