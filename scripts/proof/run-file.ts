import { createHash } from "node:crypto";
import type { RowState } from "@/lib/runs/run";
import { findMagic, MAGIC_DOMAIN } from "@/lib/sandbox/world/magic";
import type { WorldPerson } from "@/lib/sandbox/world/person";
import type { Random } from "@/scripts/proof/random";

/** A row of the file, and what may come of it. `person`: who would be billed for it, by the provider's id; null: nobody. */
export type PlannedRow = { cells: string[]; ends: readonly RowState[]; person: string | null };

/** `known`: who is to be ours before. `barred`: addresses to be put on the suppression list before. */
export type RunFile = { bytes: Buffer; rows: PlannedRow[]; known: string[]; barred: string[] };

export const HEADER = ["First name", "Last name", "Email", "Website", "LinkedIn", "Apollo ID", "MD5", "Note"];
type Column = "first" | "last" | "email" | "website" | "linkedin" | "id" | "md5" | "note";
const COLUMNS: readonly Column[] = ["first", "last", "email", "website", "linkedin", "id", "md5", "note"];

type Filled = Partial<Record<Column, string>>;
const cellsOf = (filled: Filled): string[] => COLUMNS.map((column) => filled[column] ?? "");

const FOUND: readonly RowState[] = ["matched", "failed"];
/** A name at an employer may fit weakly. */
const NAMED: readonly RowState[] = [...FOUND, "needs_a_look"];

/** Rows that nobody can be asked for by, each for another reason. */
const INVALID: readonly Filled[] = [
  { email: "no address" },
  { first: "Ana" },
  { last: "Silva" },
  { website: "acme.example" },
  { linkedin: "https://example.com/in/ana" },
  { id: "12345" },
  { md5: "d41d8cd98f00" },
  {},
  { note: "   " },
  { email: `${"a".repeat(3000)}@acme.example` },
  { first: "\u00a0", last: "\u200b" },
];

/** Carried out and billed, and the answer is lost with those of the nine others. */
const FAULTS = ["error.504", "error.reset", "error.unreadable", "error.hang"];

/** How many of a hundred rows are of each kind. */
const SHARES = {
  ...{ email: 44, linkedin: 8, id: 6, named: 8, hashed: 3, nobody: 8 },
  ...{ repeated: 6, invalid: 8, known: 5, barred: 4 },
};
type Kind = keyof typeof SHARES;
const KINDS = Object.keys(SHARES) as Kind[];

type Drawing = { random: Random; nextPerson: () => WorldPerson; rows: number; faults: number };

/** A file with every kind of row that a sales tool's export was seen to have. At least one of each kind. */
export function drawFile({ random, nextPerson, rows, faults }: Drawing): RunFile {
  const file: RunFile = { bytes: Buffer.alloc(0), rows: [], known: [], barred: [] };
  const repeatable: string[][] = [];
  const draw = createDrawers({ random, nextPerson, file, repeatable });
  const drawn = Array.from({ length: rows - KINDS.length - faults }, () => drawKind(random));
  const kinds = random.shuffled<Kind | "fault">([...KINDS, ...drawn, ...Array<"fault">(faults).fill("fault")]);
  for (const kind of kinds) file.rows.push(draw[kind]());
  for (const row of file.rows) if (random.chance(0.06)) addFlaw(row, random);
  file.bytes = writeFile(file.rows, random);
  return file;
}

function drawKind(random: Random): Kind {
  let left = random.below(100);
  return KINDS.find((kind) => (left -= SHARES[kind]) < 0) ?? "email";
}

type Pen = Omit<Drawing, "rows" | "faults"> & { file: RunFile; repeatable: string[][] };

function createDrawers({ random, nextPerson, file, repeatable }: Pen): Record<Kind | "fault", () => PlannedRow> {
  let count = 0;
  const faults = random.shuffled(FAULTS);
  const withEmail = (): WorldPerson & { email: string } => {
    const { email, ...person } = nextPerson();
    return email === null ? withEmail() : { ...person, email };
  };
  const sent = (filled: Filled, person: string, ends = FOUND): PlannedRow => {
    const cells = cellsOf(filled);
    repeatable.push(cells);
    return { cells, ends, person };
  };
  const email = () => {
    const { id, email: address, first, last, company } = withEmail();
    const isNamed = random.chance(0.5);
    return sent({ email: address, ...(isNamed && { first, last, website: `https://www.${company.domain}/` }) }, id);
  };
  return {
    email,
    linkedin: () => {
      const { id, slug } = nextPerson();
      return sent({ linkedin: `http://www.linkedin.com/in/${slug}/?trk=x` }, id);
    },
    id: () => {
      const { id } = nextPerson();
      return sent({ id: ` ${id.toUpperCase()} ` }, id);
    },
    named: () => {
      const { id, first, last, company } = nextPerson();
      return sent({ first, last, website: company.domain }, id, NAMED);
    },
    hashed: () => {
      const { id, email: address } = withEmail();
      return sent({ md5: createHash("md5").update(address).digest("hex") }, id);
    },
    nobody: () => ({
      cells: cellsOf({ email: `nobody.${(count += 1)}@nowhere.example`, note: "left" }),
      ends: ["no_match", "failed"],
      person: null,
    }),
    repeated: () => {
      if (repeatable.length === 0) return email();
      const cells = repeatable[random.below(repeatable.length)] ?? [];
      return { cells: cells.map((cell) => ` ${cell} `), ends: ["duplicate"], person: null };
    },
    invalid: () => ({ cells: cellsOf(INVALID[(count += 1) % INVALID.length] ?? {}), ends: ["invalid"], person: null }),
    known: () => {
      const { id, email: address } = withEmail();
      file.known.push(id);
      return { cells: cellsOf({ email: address }), ends: ["ours"], person: null };
    },
    barred: () => {
      const { email: address } = withEmail();
      file.barred.push(address);
      return { cells: cellsOf({ email: address }), ends: ["suppressed"], person: null };
    },
    fault: () => faulty(faults.pop() ?? ""),
  };
}

function faulty(key: string): PlannedRow {
  const { id = null } = findMagic((entry) => entry.key === key) ?? {};
  return { cells: cellsOf({ email: `${key}@${MAGIC_DOMAIN}` }), ends: ["failed"], person: id };
}

const NOTES = [
  'says "call me", twice',
  "two\nlines, one cell",
  "two\r\nlines; one\tcell",
  "=HYPERLINK(1)",
  "zero\0byte",
  "x".repeat(33_000),
];

/** What is odd about a row and does not change whom it asks for. */
function addFlaw(row: PlannedRow, random: Random): void {
  const kind = random.below(NOTES.length + 2);
  if (kind === NOTES.length) row.cells = row.cells.slice(0, -1);
  else if (kind > NOTES.length) row.cells = [...row.cells, "one", "more"];
  else row.cells = row.cells.with(-1, NOTES[kind] ?? "");
}

const MARK = "\uFEFF";

/** With a mark at the beginning or not, by one of the delimiters, with either end of line. */
function writeFile(rows: readonly PlannedRow[], random: Random): Buffer {
  const delimiter = random.pick([",", ";", "\t"]);
  const end = random.pick(["\n", "\r\n"]);
  const quoted = (cell: string) => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = [HEADER, ...rows.map(({ cells }) => cells)].map((cells) => cells.map(quoted).join(delimiter));
  return Buffer.from(random.pick(["", MARK]) + lines.join(end) + random.pick(["", end]));
}
