import "server-only";
import { maskPhones, maskSomePhones } from "@/lib/apollo/mask-phones";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { indentJson } from "@/lib/lookups/indent-json";
import { coversOf, readListedNumbers, type ListedNumbers } from "@/lib/people/server/cover-do-not-call";

/** The provider's bytes as this viewer may read them. */
export type Reading = (bytes: Uint8Array) => string;

type Asked = { user: { id: string }; person: { id: string } | null };

/**
 * How the viewer reads the bodies of one lookup. They may name people who were not asked for, so a reviewer reads them with
 * every number covered; an admin and whoever asked, with those on a do-not-call list covered that they have not opened.
 */
export async function readingOf(viewer: Viewer, { user, person }: Asked): Promise<Reading> {
  if (viewer.role !== "admin" && user.id !== viewer.userId) return covered;
  const listed = await readListedNumbers(db, viewer, person ? [person.id] : []);
  return (bytes) => withoutListed(readable(bytes), listed);
}

function covered(bytes: Uint8Array): string {
  const text = readable(bytes);
  return maskPhones(text, { isJson: indentJson(text) !== null });
}

function withoutListed(text: string, listed: ListedNumbers): string {
  const covers = coversOf(text, listed);
  return covers ? maskSomePhones(text, { isJson: indentJson(text) !== null, covers }) : text;
}

/** Bytes as text for a person: what is not UTF-8 shows as replacement characters, the stored bytes stay as they came. */
function readable(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
