import "server-only";
import type { Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import type { FieldDates } from "@/lib/merge/dated-fields";
import type { toColumns } from "@/lib/people/server/person-columns";
import type { summarise } from "@/lib/people/server/summarise-person";

export type PersonColumns = ReturnType<typeof toColumns> &
  ReturnType<typeof summarise> & { id: string; fieldDates: FieldDates; observedAt: Date };

/** Writes these people's columns in one statement. Their rows must be locked. */
export async function writePeople(tx: Tx, people: readonly PersonColumns[]): Promise<void> {
  if (people.length === 0) return;
  await tx.$executeRaw`
    UPDATE person p SET full_name = g."fullName", first_name = g."firstName", last_name = g."lastName", title = g.title,
           headline = g.headline, seniority = g.seniority, departments = g.departments, linkedin_url = g."linkedinUrl",
           linkedin_slug = g."linkedinSlug", twitter_url = g."twitterUrl", github_url = g."githubUrl",
           facebook_url = g."facebookUrl", city = g.city, state = g.state, country = g.country, time_zone = g."timeZone",
           employment = g.employment, company_id = g."companyId", company_name = g."companyName",
           company_domain = g."companyDomain", primary_email = g."primaryEmail", email_status = g."emailStatus",
           primary_phone = g."primaryPhone", phone_type = g."phoneType", search = g.search, field_dates = g."fieldDates",
           observed_at = g."observedAt", updated_at = clock_timestamp()
      FROM jsonb_to_recordset(${asRows(people)})
        AS g (id text, "fullName" text, "firstName" text, "lastName" text, title text, headline text, seniority text,
              departments text[], "linkedinUrl" text, "linkedinSlug" text, "twitterUrl" text, "githubUrl" text,
              "facebookUrl" text, city text, state text, country text, "timeZone" text, employment jsonb, "companyId" text,
              "companyName" text, "companyDomain" text, "primaryEmail" text, "emailStatus" text, "primaryPhone" text,
              "phoneType" text, search text, "fieldDates" jsonb, "observedAt" timestamptz)
     WHERE p.id = g.id`;
}
