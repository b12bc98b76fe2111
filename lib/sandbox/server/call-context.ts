import "server-only";
import type { SandboxSwitches } from "@/lib/sandbox/switches";
import type { Draw } from "@/lib/sandbox/server/draw";
import type { Endpoint } from "@/lib/sandbox/server/endpoints";
import type { SandboxMount } from "@/lib/sandbox/server/mount";
import type { SandboxTeam } from "@/lib/sandbox/server/open-call";
import type { SandboxWireCall } from "@/lib/sandbox/server/read-call";
import type { RateCounts } from "@/lib/sandbox/server/rate-windows";

/** An authenticated call on its way through an endpoint. */
export type CallContext = {
  call: SandboxWireCall;
  endpoint: Endpoint;
  /** Of a poll: the id in the path. */
  pathId: string;
  team: SandboxTeam;
  counts: RateCounts;
  switches: SandboxSwitches;
  requestId: bigint;
  draw: Draw;
  mount: SandboxMount;
  now: Date;
};
