import * as z from "zod/mini";
import { FRESHNESS, SORT_WORDS } from "@/lib/people/filter-words";
import { PHONE_FILTERS } from "@/lib/people/person";
import { COMMA_WITHIN } from "@/lib/people/write-filters";

const VALUES_MAX = 20;
const TEXT_MAX = 200;

const text = z.optional(z.string().check(z.trim(), z.maxLength(TEXT_MAX)));
/** Several values, of which one must fit, separated by commas as the address holds them. */
const anyOf = z.optional(
  z.pipe(
    z.string().check(z.maxLength(1000)),
    z.transform((joined: string) => {
      const values = joined.split(",").map((value) => value.replaceAll(COMMA_WITHIN, ","));
      return [...new Set(values.filter(Boolean))].slice(0, VALUES_MAX);
    }),
  ),
);
/** A cursor carries up to sixty characters of what it is sorted by, of any script. */
const CURSOR_MAX = 800;

/** What a list of people is narrowed to and ordered by. Filters add up: a person must fit each. */
export const PeopleFilters = z.object({
  /** Words that must all be in name, addresses, company, title or digits of the numbers. */
  q: text,
  /** In the title, in the company's name. */
  title: text,
  company: text,
  companyId: text,
  country: anyOf,
  seniority: anyOf,
  /** `verified`, `guessed`, …; `none`: no address on file. */
  email: anyOf,
  hasPhone: z.optional(z.enum(["yes", "no"])),
  /** The state of their phones. */
  phones: z.optional(z.enum(PHONE_FILTERS)),
  /** Ids. A person must have one of the tags, be in one of the lists. */
  tag: anyOf,
  list: anyOf,
  /** A run's id: whom it found, or had already. */
  run: text,
  /** A member's id, `me` or `none`. */
  owner: text,
  fresh: z.optional(z.enum(FRESHNESS)),
  /** An answer told of another company within the last ninety days. */
  jobChanged: z.optional(z.enum(["yes"])),
  sort: z.optional(z.enum(SORT_WORDS)),
  cursor: z.optional(z.string().check(z.maxLength(CURSOR_MAX))),
});
export type PeopleFilters = z.infer<typeof PeopleFilters>;

/** What a list is narrowed to and ordered by, at whichever page. */
export type PeopleView = Omit<PeopleFilters, "cursor">;

/** Which people something is done to: these, or all that a list shows but for some. */
export const PeopleSelection = z.union([
  z.object({ ids: z.array(z.string().check(z.maxLength(64))).check(z.minLength(1), z.maxLength(1000)) }),
  z.object({
    /** The filters as an address holds them, without the question mark. */
    matching: z.string().check(z.maxLength(2000)),
    except: z._default(z.array(z.string().check(z.maxLength(64))).check(z.maxLength(1000)), []),
  }),
]);
export type PeopleSelection = z.infer<typeof PeopleSelection>;
