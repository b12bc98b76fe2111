import { TYPED_LENGTH_MAX, type LookupIdentity } from "@/lib/lookups/lookup";
import { normaliseIdentity, type TypedIdentity } from "@/lib/lookups/normalise";
import { PARAMETER_WORDS, PARAMETERS } from "@/lib/runs/parameters";
import { NOTHING_TYPED, type Mapping } from "@/lib/runs/mapping";

export type ReadRow = { identity: LookupIdentity; key: string } | { identity: null; reason: string };

/** Whom a row asks for, by the rules of the look-up form; or why nobody, in the form's own words. */
export function readRow(cells: readonly string[], mapping: Mapping): ReadRow {
  if (cells.every((cell) => cell.trim() === "")) return { identity: null, reason: "The row is empty." };
  const typed: TypedIdentity = { ...NOTHING_TYPED };
  for (const [index, parameter] of mapping.entries()) if (parameter) typed[parameter] = cells[index] ?? "";
  const tooLong = PARAMETERS.find((parameter) => typed[parameter].length > TYPED_LENGTH_MAX);
  if (tooLong)
    return { identity: null, reason: `${PARAMETER_WORDS[tooLong]}: at most ${String(TYPED_LENGTH_MAX)} characters.` };
  const normalised = normaliseIdentity(typed);
  if (normalised.ok) return { identity: normalised.identity, key: personKey(normalised.identity) };
  const [field] = PARAMETERS.filter((parameter) => normalised.fields[parameter] !== undefined);
  const sentence = (field && normalised.fields[field]) ?? "";
  const isGiven = field !== undefined && typed[field].trim() !== "";
  return { identity: null, reason: isGiven ? `${PARAMETER_WORDS[field]}: ${sentence}` : sentence };
}

/**
 * Equal for rows that ask for one person. What names nobody else decides, together with the name, which tells apart who shares an
 * address; the employer only where nothing else is given. Letter case never tells two people apart.
 */
function personKey(identity: LookupIdentity): string {
  const { apolloId, email, hashedEmail, linkedinUrl, companyDomain, companyName } = identity;
  const name = identity.fullName ?? [identity.firstName, identity.lastName].filter(Boolean).join(" ");
  const strong = [apolloId, email, hashedEmail, linkedinUrl].map((value) => value ?? "");
  const employer = strong.some(Boolean) ? "" : (companyDomain ?? companyName ?? "");
  return JSON.stringify([...strong, name, employer]).toLowerCase();
}
