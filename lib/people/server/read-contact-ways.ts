import "server-only";
import { coverNumber } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import { isDoNotCall } from "@/lib/people/person";
import { OPEN_FOR_HOURS } from "@/lib/people/server/phone-reveal-store";

export type ContactWays = {
  linkedinUrl: string | null;
  emails: { address: string; status: string | null }[];
  /** Covered but for two digits where a number is on a do-not-call list and not opened by the viewer today. */
  phones: { number: string; type: string | null; isDoNotCall: boolean }[];
};

type Row = {
  id: string;
  linkedinUrl: string | null;
  emails: ContactWays["emails"] | null;
  phones: { number: string; type: string | null; dncStatus: string | null; isOpen: boolean }[] | null;
};

/** All addresses and numbers of these people, the first ones first, by the person's id: one statement, however many. */
export async function readContactWays(
  { workspaceId, userId }: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ContactWays>> {
  const rows = await readRows<Row>(Prisma.sql`
    SELECT p.id, p.linkedin_url AS "linkedinUrl",
           (SELECT json_agg(json_build_object('address', e.address, 'status', e.status) ORDER BY e.address <> p.primary_email, e.id)
              FROM person_email e WHERE e.person_id = p.id) AS emails,
           (SELECT json_agg(json_build_object('number', n.number, 'type', n.type, 'dncStatus', n.dnc_status, 'isOpen',
                     EXISTS (SELECT FROM phone_reveal r WHERE r.phone_id = n.id AND r.workspace_id = ${workspaceId}
                        AND r.user_id = ${userId} AND r.revealed_at > now() - make_interval(hours => ${OPEN_FOR_HOURS})))
                     ORDER BY n.number <> p.primary_phone, n.id)
              FROM person_phone n WHERE n.person_id = p.id) AS phones
      FROM person p WHERE p.id = ANY (${[...ids]}) AND p.workspace_id = ${workspaceId}`);
  return new Map(rows.map((row) => [row.id, toWays(row)]));
}

function toWays({ linkedinUrl, emails, phones }: Row): ContactWays {
  return {
    linkedinUrl,
    emails: emails ?? [],
    phones: (phones ?? []).map(({ number, type, dncStatus, isOpen }) => ({
      number: isDoNotCall(dncStatus) && !isOpen ? coverNumber(number) : number,
      type,
      isDoNotCall: isDoNotCall(dncStatus),
    })),
  };
}
