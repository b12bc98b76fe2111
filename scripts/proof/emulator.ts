import { once } from "node:events";
import type { Client } from "pg";
import { inTransaction } from "@/lib/db/client";
import { putSandboxSwitches } from "@/lib/sandbox/server/answer-admin";
import { openSandbox } from "@/lib/sandbox/server/open-sandbox";
import { provisionSandboxTeam } from "@/lib/sandbox/server/provision-sandbox-team";
import type { SandboxSwitches } from "@/lib/sandbox/switches";
import { addressOf } from "@/scripts/proof/fault-proxy";

export type Emulator = {
  url: string;
  /** Makes a key known, with credits enough for anything. */
  addKey: (key: string) => Promise<void>;
  switches: (change: Partial<SandboxSwitches>) => Promise<void>;
  close: () => Promise<void>;
};

const CREDITS = 1_000_000;

/** The emulator as a server of its own in this process, over HTTP on loopback, with the database of its own. */
export async function startEmulator(switches: Partial<SandboxSwitches>): Promise<Emulator> {
  const team = { key: "proof-emulator-key", credits: CREDITS, restrictedScopes: [], reach: "self" as const };
  const { server, close } = await openSandbox({ ...team, switches: { minuteLimit: 1_000_000, ...switches } });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: addressOf(server),
    addKey: (key) => inTransaction((tx) => provisionSandboxTeam(tx, { key, credits: CREDITS })),
    switches: async (change) => {
      await putSandboxSwitches(change);
    },
    close,
  };
}

export type Bill = { calls: number; paid: number; credits: string };

/** What the emulator's own log says of one key: calls of the paid endpoint, those that cost something, and the bill. */
export async function readBill(emulatorDatabase: Client, keyDigest: Buffer): Promise<Bill> {
  const { rows } = await emulatorDatabase.query<Bill>(
    `SELECT count(r.id)::int AS calls, (count(r.id) FILTER (WHERE r.credits > 0))::int AS paid,
            t.credits_used::float8::text AS credits
       FROM sandbox_team t LEFT JOIN sandbox_request r ON r.team_id = t.id AND r.endpoint = 'api/v1/people/match'
      WHERE t.key_digest = $1 GROUP BY t.id`,
    [keyDigest],
  );
  return rows[0] ?? { calls: 0, paid: 0, credits: "0" };
}
