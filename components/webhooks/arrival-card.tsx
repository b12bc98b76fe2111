import type { ReactNode } from "react";
import { spanOf } from "@/components/people/describe-usual-wait";
import { Definition, DefinitionList } from "@/components/shared/definition-list";
import { RelativeTime } from "@/components/shared/relative-time";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { WebhookStanding } from "@/lib/deliveries/webhook-standing";
import { COUNTED_MAX } from "@/lib/deliveries/schema";

/** How this workspace's phones came lately, how long they took, and what is being asked for. */
export function ArrivalCard({ standing }: { standing: WebhookStanding }) {
  const { phones, arrivesBy } = standing;
  return (
    <Card aria-label="How phones come">
      <CardHeader>
        <CardTitle>How phones come</CardTitle>
      </CardHeader>
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <p className="max-w-prose text-muted-foreground">
          {arrivesBy === "poll"
            ? "By poll: nothing can be delivered here, so each result is asked for from the second minute on, for nothing, at the interval that Apollo names."
            : "By webhook. What it does not bring is asked for from the second minute on, for nothing, so that no phone is lost."}
        </p>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-5 md:grid-cols-2">
          <div className="grid content-start gap-4">
            <Split words="7 days" came={phones.week} />
            <Split words="30 days" came={phones.month} />
            {phones.isBounded && (
              <p className="text-xs text-muted-foreground">
                Of the latest {COUNTED_MAX.toLocaleString("en")} deliveries; there were more.
              </p>
            )}
          </div>
          <PollFacts standing={standing} />
        </div>
      </CardBody>
    </Card>
  );
}

/** The figures in words; the bar below only repeats them. */
function Split({ words, came: { webhook, poll } }: { words: string; came: WebhookStanding["phones"]["week"] }) {
  const total = webhook + poll;
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-4">
        <span className="mr-auto text-muted-foreground">{words}</span>
        <Count figure={webhook} dot="bg-foreground">
          by webhook
        </Count>
        <Count figure={poll} dot="bg-input">
          by poll
        </Count>
      </p>
      <div aria-hidden className="mt-1.5 flex h-1.5 gap-0.5 overflow-hidden rounded-full bg-selected">
        {webhook > 0 && <span className="bg-foreground" style={{ width: `${String((100 * webhook) / total)}%` }} />}
        {poll > 0 && <span className="flex-1 bg-input" />}
      </div>
    </div>
  );
}

function Count({ figure, dot, children }: { figure: number; dot: string; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`size-1.5 rounded-full ${dot}`} />
      <span>
        <span className="figures font-medium">{figure.toLocaleString("en")}</span> {children}
      </span>
    </span>
  );
}

const OUTCOMES: Record<NonNullable<WebhookStanding["poll"]["lastOutcome"]>, string> = {
  ready: "the result was there",
  pending: "not there yet",
  gone: "Apollo has no result for it",
  refused: "Apollo did not let the key ask",
  no_answer: "Apollo did not answer",
};

function PollFacts({ standing: { poll, usualWait } }: { standing: WebhookStanding }) {
  const { waiting, nextAt, lastAskedAt, lastOutcome, pausedUntil } = poll;
  return (
    <DefinitionList className="content-start sm:grid-cols-[8.5rem_1fr]">
      <Definition term="Usual wait" blank="Not enough phones yet to say">
        {usualWait && `half within ${spanOf(usualWait.medianS)}, nine in ten within ${spanOf(usualWait.p90S)}`}
      </Definition>
      <Definition term="Being asked for">
        <span className="figures">{waiting.toLocaleString("en")}</span> {waiting === 1 ? "lookup" : "lookups"}
      </Definition>
      <Definition term="Asked for next" blank="Nothing is waited for">
        {pausedUntil ? (
          <>
            when Apollo’s pause is over, <RelativeTime at={pausedUntil} />
          </>
        ) : (
          nextAt && <RelativeTime at={nextAt} />
        )}
      </Definition>
      <Definition term="Last asked for" blank="Never yet">
        {lastAskedAt && (
          <>
            <RelativeTime at={lastAskedAt} />
            {lastOutcome && `: ${OUTCOMES[lastOutcome]}`}
          </>
        )}
      </Definition>
    </DefinitionList>
  );
}
