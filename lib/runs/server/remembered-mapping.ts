import "server-only";
import { sha256 } from "@/lib/crypto/digest";
import type { Tx } from "@/lib/db/client";
import type { Mapping } from "@/lib/runs/mapping";
import { MappingInput } from "@/lib/runs/schema";

type Named = { workspaceId: string; header: readonly string[] };

/** What columns of these names, in whatever order, were last taken for by somebody of the workspace. */
export async function findMapping(tx: Tx, { workspaceId, header }: Named): Promise<Mapping | null> {
  const headerDigest = digestOf(header);
  const row = await tx.runMapping.findUnique({ where: { workspaceId_headerDigest: { workspaceId, headerDigest } } });
  const read = MappingInput.safeParse(row?.parameters);
  if (!read.success || read.data.length !== header.length) return null;
  const mapping: Mapping = header.map(() => null);
  for (const [place, column] of sortedColumns(header).entries()) mapping[column] = read.data[place] ?? null;
  return mapping;
}

/** Whether files of these columns would be taken so, because somebody chose it. */
export async function isRemembered(tx: Tx, { mapping, ...named }: Named & { mapping: Mapping }): Promise<boolean> {
  const known = await findMapping(tx, named);
  return known?.every((parameter, column) => parameter === mapping[column]) ?? false;
}

export async function rememberMapping(tx: Tx, { workspaceId, header, mapping }: Named & { mapping: Mapping }) {
  const headerDigest = digestOf(header);
  const parameters = sortedColumns(header).map((column) => mapping[column] ?? null);
  const usedAt = new Date();
  await tx.runMapping.upsert({
    where: { workspaceId_headerDigest: { workspaceId, headerDigest } },
    create: { workspaceId, headerDigest, parameters, usedAt },
    update: { parameters, usedAt },
  });
}

/** The columns' places in the order of their names, in which a mapping is kept. */
function sortedColumns(header: readonly string[]): number[] {
  const names = header.map((name) => name.toLowerCase());
  return [...names.keys()].toSorted((a, b) => ((names[a] ?? "") < (names[b] ?? "") ? -1 : 1));
}

function digestOf(header: readonly string[]): Uint8Array<ArrayBuffer> {
  const names = sortedColumns(header).map((column) => (header[column] ?? "").toLowerCase());
  return new Uint8Array(sha256(JSON.stringify(names)));
}
