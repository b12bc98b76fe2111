import { CircleCheck, CircleHelp, CircleX, Radar, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ProbeSteps } from "@/components/webhooks/probe-steps";
import { RelativeTime } from "@/components/shared/relative-time";
import { StatusChip } from "@/components/shared/status-chip";
import type { Tone } from "@/components/ui/badge";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { WorkspaceKind } from "@/lib/auth/viewer";
import { describeObstacle, describeProbe, type ProbeWords } from "@/lib/deliveries/describe-probe";
import type { WebhookStanding } from "@/lib/deliveries/webhook-standing";

type State = "testing" | "never" | "passed" | "passed_here" | "failed" | "refuted";

const CHIPS: Record<State, { icon: LucideIcon; tone: Tone; word: string }> = {
  testing: { icon: Radar, tone: "info", word: "Testing" },
  never: { icon: CircleHelp, tone: "neutral", word: "Never tested" },
  passed: { icon: CircleCheck, tone: "success", word: "Passed" },
  passed_here: { icon: TriangleAlert, tone: "warning", word: "Passed from here only" },
  failed: { icon: CircleX, tone: "danger", word: "Failed" },
  refuted: { icon: CircleCheck, tone: "success", word: "Works from outside" },
};

type SelfTestCardProps = { standing: WebhookStanding; isTesting: boolean; workspaceKind: WorkspaceKind };

/** What the last test found, step by step, in words and with the next thing to do. */
export function SelfTestCard({ standing, isTesting, workspaceKind }: SelfTestCardProps) {
  const { appUrl, test } = standing;
  const state = isTesting ? "testing" : stateOf(standing);
  const { icon, tone, word } = CHIPS[state];
  const { title, next } = wordsFor(state, standing, workspaceKind);
  return (
    <Card aria-label="Self-test" aria-busy={isTesting}>
      <CardHeader>
        <CardTitle>Self-test</CardTitle>
        <StatusChip icon={icon} tone={tone} isActive={isTesting}>
          {word}
        </StatusChip>
      </CardHeader>
      <CardBody className="grid gap-5">
        <div role="status" className="grid max-w-prose content-start gap-0.5 sm:min-h-15">
          <p className="text-base font-medium break-words">{title}</p>
          <p className="break-words text-muted-foreground">{next}</p>
          {state === "refuted" && <p>A delivery has come by webhook since, so Apollo does get through.</p>}
        </div>
        <ProbeSteps outcome={test?.outcome ?? null} appUrl={appUrl} isTesting={isTesting} />
      </CardBody>
      {test && <TestFacts test={test} />}
    </Card>
  );
}

function stateOf({ test, obstacle }: WebhookStanding): Exclude<State, "testing"> {
  if (!test) return "never";
  if (test.isRefuted) return "refuted";
  if (test.outcome !== "passed") return "failed";
  return obstacle === null ? "passed" : "passed_here";
}

const NEVER: ProbeWords = {
  title: "Find out before a phone is waited for",
  next: "The test sends one call of Perihelion’s own to this address and looks for it in the database. It costs nothing.",
};
const TESTING: ProbeWords = {
  title: "A call is on its way to APP_URL",
  next: "It has ten seconds to arrive in this database.",
};

function wordsFor(state: State, { test, appUrl, obstacle }: WebhookStanding, kind: WorkspaceKind): ProbeWords {
  if (state === "testing") return TESTING;
  if (!test) return NEVER;
  return state === "passed_here" && obstacle ? describeObstacle(obstacle, kind) : describeProbe(test, appUrl);
}

function TestFacts({ test }: { test: NonNullable<WebhookStanding["test"]> }) {
  const { at, by, durationMs, address, isAddressPrivate, code, outcome } = test;
  const isRoundabout = isAddressPrivate && outcome === "passed";
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 border-t px-4 py-2.5 text-xs text-muted-foreground">
      <span>
        Tested <RelativeTime at={at} /> {by ? `by ${by}` : "from another workspace"}
      </span>
      <Figure>{durationMs.toLocaleString("en")} ms</Figure>
      {address && <Figure>{address}</Figure>}
      {code && <Figure>{code}</Figure>}
      {isRoundabout && <span>The test did not leave this network.</span>}
    </p>
  );
}

function Figure({ children }: { children: ReactNode }) {
  return <span className="figures break-all">{children}</span>;
}
