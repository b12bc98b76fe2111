import {
  normaliseApolloId,
  normaliseDomain,
  normaliseEmail,
  normaliseHash,
  normaliseLinkedinUrl,
  squeeze,
} from "@/lib/ids/identifiers";
import { normaliseIdentity, type TypedIdentity } from "@/lib/lookups/normalise";
import { isLooseName, parameterNamed } from "@/lib/runs/column-names";
import { PARAMETERS, type Parameter } from "@/lib/runs/parameters";

/** By column: what it gives of the person, or null. No parameter twice. */
export type Mapping = (Parameter | null)[];

export const NOTHING_TYPED: TypedIdentity = {
  ...{ firstName: "", lastName: "", fullName: "", email: "", hashedEmail: "" },
  ...{ companyName: "", companyDomain: "", apolloId: "", linkedinUrl: "" },
};

/** Addresses of networks, which say nothing of an employer. */
const NETWORK = /(?:^|\.)(?:linkedin|facebook|twitter|x|instagram|github|xing|crunchbase)\.com$/;

const domainOf = (text: string): string | null => {
  const domain = text.includes("@") ? null : normaliseDomain(text);
  return domain !== null && !NETWORK.test(domain) ? domain : null;
};

/** What a value can be told by. In the order in which they are looked for: an address is not taken for a domain. */
const TOLD_BY_VALUE = {
  email: normaliseEmail,
  linkedinUrl: normaliseLinkedinUrl,
  apolloId: normaliseApolloId,
  hashedEmail: normaliseHash,
  companyDomain: domainOf,
} satisfies Partial<Record<Parameter, (text: string) => string | null>>;
type Told = keyof typeof TOLD_BY_VALUE;
const TOLD = Object.keys(TOLD_BY_VALUE) as Told[];

/** So much of a column must be of a kind for it to be taken by its values; less than the other, and its name is not believed. */
const SHARE = { enough: 0.6, doubtful: 0.2 };
const ENOUGH_TO_DOUBT = 3;

/** Guesses the columns by their names and by the values of the first rows. */
export function matchColumns(header: readonly string[], sample: readonly (readonly string[])[]): Mapping {
  const columns = header.map((name, index) => ({
    ...{ name, index },
    values: sample.map((cells) => squeeze(cells[index] ?? "")).filter((value) => value !== ""),
  }));
  const mapping: Mapping = header.map(() => null);
  const isFree = (parameter: Parameter) => !mapping.includes(parameter);
  for (const isPlain of [true, false])
    for (const { name, index, values } of columns) {
      const named = parameterNamed(name);
      if (named?.isPlain !== isPlain || mapping[index] !== null || !isFree(named.parameter)) continue;
      if (!isDoubtful(named.parameter, values)) mapping[index] = named.parameter;
    }
  for (const parameter of TOLD) {
    const fitting = columns.find(
      ({ index, values }) => mapping[index] === null && shareOf(parameter, values) >= SHARE.enough,
    );
    if (fitting && isFree(parameter)) mapping[fitting.index] = parameter;
  }
  return withFamilyName(header, mapping);
}

/** `Vorname` beside `Name`: then the latter is the family's. */
function withFamilyName(header: readonly string[], mapping: Mapping): Mapping {
  const loose = mapping.indexOf("fullName");
  const isFamily = mapping.includes("firstName") && !mapping.includes("lastName") && isLooseName(header[loose] ?? "");
  return isFamily ? mapping.with(loose, "lastName") : mapping;
}

function isDoubtful(parameter: Parameter, values: readonly string[]): boolean {
  const told = TOLD.find((one) => one === parameter);
  return told !== undefined && values.length >= ENOUGH_TO_DOUBT && shareOf(told, values) < SHARE.doubtful;
}

function shareOf(parameter: Told, values: readonly string[]): number {
  if (values.length === 0) return 0;
  return values.filter((value) => TOLD_BY_VALUE[parameter](value) !== null).length / values.length;
}

/** Whether the first row of a file names its columns: it does unless it holds what only a person's row can. */
export function isHeader(cells: readonly string[]): boolean {
  if (cells.some((cell) => parameterNamed(cell) !== null)) return true;
  return !cells.some((cell) => TOLD.some((parameter) => TOLD_BY_VALUE[parameter](squeeze(cell)) !== null));
}

const EXAMPLE: TypedIdentity = {
  ...{ firstName: "Ada", lastName: "Lovelace", fullName: "Ada Lovelace", email: "ada@example.com" },
  ...{ hashedEmail: "0".repeat(32), companyName: "Example", companyDomain: "example.com" },
  ...{ apolloId: "0".repeat(24), linkedinUrl: "https://www.linkedin.com/in/ada" },
};

/** What the form would say if only these columns were filled; null when somebody can be asked for by them. */
export function findMissing(mapping: Mapping): string | null {
  const filled = PARAMETERS.filter((parameter) => mapping.includes(parameter));
  const typed = Object.fromEntries(filled.map((parameter) => [parameter, EXAMPLE[parameter]]));
  const normalised = normaliseIdentity({ ...NOTHING_TYPED, ...typed });
  return normalised.ok ? null : (Object.values(normalised.fields)[0] ?? null);
}
