import type { PersonExport } from "@/lib/people/schema";

export function personFileHref(personId: string, format: PersonExport["format"]): string {
  return `/api/people/${encodeURIComponent(personId)}/export?format=${format}`;
}
