import "server-only";
import { createHash } from "node:crypto";
import type { Tx } from "@/lib/db/client";

export type SandboxTeamInput = {
  key: string;
  credits: number;
  workspaceId?: string;
  /** Endpoints such as `api/v1/people/match`; none: a master key. */
  scopes?: readonly string[];
};

/** Only the digest of a key is kept: 128 random bits need no slow hash. */
export const digestOfKey = (key: string): Buffer => createHash("sha256").update(`sandbox\0${key}`).digest();

/** Makes the key known to the emulator. A key that is known already keeps its balance and its log. */
export async function provisionSandboxTeam(
  tx: Tx,
  { key, credits, workspaceId, scopes }: SandboxTeamInput,
): Promise<void> {
  const digest = digestOfKey(key);
  const id = digest.toString("hex").slice(0, 24);
  await tx.$executeRaw`
    INSERT INTO sandbox_team (id, key_digest, name, workspace_id, scopes, credit_limit)
    VALUES (${id}, ${digest}, 'Practice team', ${workspaceId ?? null}, ${[...(scopes ?? [])]}::text[], ${credits})
    ON CONFLICT (key_digest) DO NOTHING`;
}
