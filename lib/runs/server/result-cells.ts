import "server-only";
import type { ContactWays } from "@/lib/people/server/read-contact-ways";
import type { ResultColumn } from "@/lib/runs/result-columns";

export type ResultRow = {
  state: string;
  reason: string | null;
  lookupId: string | null;
  personId: string | null;
  credits: string | null;
  name: string | null;
  title: string | null;
  companyName: string | null;
  companyDomain: string | null;
  email: string | null;
  emailStatus: string | null;
};

type Cell = (row: ResultRow, ways: ContactWays | undefined) => string | null | undefined;
const SEPARATOR = "; ";

/** What each choice adds to a file. Several columns belong to one choice where one says little without the other. */
const COLUMNS: Record<ResultColumn, readonly (readonly [name: string, cell: Cell])[]> = {
  state: [["Row state", ({ state }) => state.replaceAll("_", " ")]],
  reason: [["Reason", ({ reason }) => reason]],
  name: [["Found name", ({ name }) => name]],
  title: [["Found title", ({ title }) => title]],
  company: [
    ["Found company", ({ companyName }) => companyName],
    ["Found company domain", ({ companyDomain }) => companyDomain],
  ],
  email: [
    ["Found email", ({ email }) => email],
    ["Email status", ({ emailStatus }) => emailStatus],
    ["All emails", (_, ways) => ways?.emails.map(({ address, status }) => withWord(address, status)).join(SEPARATOR)],
  ],
  phones: [
    ["Found phone", (_, ways) => ways?.phones[0]?.number],
    ["Phone type", (_, ways) => ways?.phones[0]?.type],
    ["Do not call", (_, ways) => (ways?.phones[0]?.isDoNotCall ? "yes" : "")],
    [
      "All phones",
      (_, ways) =>
        ways?.phones
          .map(({ number, type, isDoNotCall }) => withWord(number, isDoNotCall ? "do not call" : type))
          .join(SEPARATOR),
    ],
  ],
  linkedin: [["Found LinkedIn", (_, ways) => ways?.linkedinUrl]],
  credits: [["Credits charged", ({ credits }) => credits]],
  lookup: [["Lookup ID", ({ lookupId }) => lookupId]],
  person: [["Person ID", ({ personId }) => personId]],
};

const withWord = (text: string, word: string | null): string => (word ? `${text} (${word})` : text);

/** The names of the new columns. None is one of the file's own, in whatever letter case. */
export function nameResults(chosen: readonly ResultColumn[], own: readonly string[]): string[] {
  const taken = new Set(own.map((name) => name.trim().toLowerCase()));
  return chosen
    .flatMap((choice) => COLUMNS[choice])
    .map(([name]) => {
      let free = name;
      for (let again = 2; taken.has(free.toLowerCase()); again += 1) free = `${name} (${String(again)})`;
      taken.add(free.toLowerCase());
      return free;
    });
}

export function toResultCells(
  chosen: readonly ResultColumn[],
  row: ResultRow,
  ways: ContactWays | undefined,
): string[] {
  return chosen.flatMap((choice) => COLUMNS[choice]).map(([, cell]) => cell(row, ways) || "");
}
