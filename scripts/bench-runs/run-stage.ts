import type { Client } from "pg";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

/** What the parts find: an admin of an empty workspace, and the database itself. */
export type RunStage = { admin: Viewer; isShort: boolean; sql: Client };

export async function anAdmin(): Promise<Viewer> {
  const [workspaceId, userId] = [newId("workspace"), newId("user")];
  await db.workspace.create({ data: { id: workspaceId, kind: "practice", name: "Bench" } });
  await db.user.create({ data: { id: userId, email: `${userId}@perihelion.example`, name: "Bench" } });
  await db.membership.create({ data: { workspaceId, userId, role: "admin" } });
  return { workspaceId, userId, workspaceKind: "practice", role: "admin" };
}

export const HEADER = ["First name", "Last name", "Email", "Company", "Website", "Title", "Phone", "City"];
export const emailOf = (nth: number): string => `person.${String(nth)}@company${String(nth % 5000)}.example`;

/** One row of a file as a sales tool exports it. */
export function cellsOf(nth: number): string[] {
  const company = String(nth % 5000);
  return [
    ...[
      `Ana${String(nth)}`,
      "Müller-Silva",
      emailOf(nth),
      `Company ${company}, Ltd`,
      `https://www.company${company}.example/`,
    ],
    ...["Head of Regional Sales", `+1202555${String(nth % 10_000).padStart(4, "0")}`, "San Francisco"],
  ];
}

const LINES_AT_ONCE = 500;

/** A file of such rows, as it comes over a network: never whole in memory. */
export async function* fileOf(rows: number, cellsAt: (nth: number) => string[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${HEADER.join()}\n`);
  for (let nth = 0; nth < rows; nth += LINES_AT_ONCE) {
    const lines = Array.from({ length: Math.min(LINES_AT_ONCE, rows - nth) }, (_, line) => lineOf(cellsAt(nth + line)));
    yield await Promise.resolve(Buffer.from(lines.join("")));
  }
}

const lineOf = (cells: readonly string[]) =>
  `${cells.map((cell) => (cell.includes(",") ? `"${cell}"` : cell)).join()}\n`;
