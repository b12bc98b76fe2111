import type { Mapping } from "@/lib/runs/mapping";
import type { Parameter } from "@/lib/runs/parameters";

const IDENTIFIERS = ["email", "linkedinUrl", "apolloId", "hashedEmail"] as const satisfies Parameter[];

type Row = { cells: readonly string[] };

/** Whom a row of a file is about, as its columns were matched: a name or else an identifier, and the company beside it. */
export function labelRow({ cells }: Row, mapping: Mapping): { label: string | null; aside: string | null } {
  const cellOf = (parameter: Parameter) => cells[mapping.indexOf(parameter)]?.trim() ?? "";
  const name = cellOf("fullName") || `${cellOf("firstName")} ${cellOf("lastName")}`.trim();
  const identifier = IDENTIFIERS.map(cellOf).find((cell) => cell !== "") ?? "";
  const company = cellOf("companyName") || cellOf("companyDomain");
  const label = name || identifier || cells.find((cell) => cell.trim() !== "")?.trim();
  return { label: label ?? null, aside: company || (name ? identifier : "") || null };
}
