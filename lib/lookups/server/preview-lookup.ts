import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { normaliseIdentity } from "@/lib/lookups/normalise";
import type { KnownAnswer, PreviewLookupQuery } from "@/lib/lookups/schema";
import { findAnswerInStore } from "@/lib/lookups/server/find-answer-in-store";

/** Any member: whether the person being typed is ours already, and what of the wish would still have to be bought. */
export async function previewLookup(viewer: Viewer, query: PreviewLookupQuery): Promise<{ known: KnownAnswer | null }> {
  const normalised = normaliseIdentity(query);
  if (!normalised.ok) return { known: null };
  const { identity } = normalised;
  const answer = await findAnswerInStore(db, viewer.workspaceId, { identity, options: query });
  if (!answer) return { known: null };
  const { person, holding } = answer;
  return {
    known: {
      person: { id: person.id, name: person.fullName, title: person.title, company: person.companyName },
      boughtAt: holding.boughtAt.toISOString(),
      missing: holding.missing,
    },
  };
}
