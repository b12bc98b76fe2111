import "server-only";

type Place = { city: string | null; state: string | null; country: string | null };

/** "Lyon, Rhône, France", or null where nothing is known. */
export function placeOf({ city, state, country }: Place): string | null {
  return [city, state, country].filter(Boolean).join(", ") || null;
}
