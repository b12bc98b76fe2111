import * as z from "zod/mini";
import { PeopleFilters } from "@/lib/people/filters";

/** As many as an address holds; more of them are told by what they fit. */
const IDS_MAX = 200;

const ids = z.optional(
  z.pipe(
    z.string().check(z.maxLength(IDS_MAX * 40)),
    z.transform((joined: string) => joined.split(",").filter(Boolean).slice(0, IDS_MAX)),
  ),
);

/** Which people a file is made of: those with these ids, or all that the filters leave but for some. */
export const PeopleExport = z.extend(PeopleFilters, { ids, except: ids });
export type PeopleExport = z.infer<typeof PeopleExport>;
