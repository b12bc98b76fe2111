import { RelativeTime } from "@/components/shared/relative-time";
import { Alert } from "@/components/ui/alert";
import type { ApiKeyDto, KeyComparison } from "@/lib/api-keys/schema";
import { creditWords, formatCredits } from "@/lib/credits/credits";

/** Whether the key may send at this moment, and whether our ledger agrees with the provider's counter. */
export function KeyUsage({ apiKey: { state, health, pausedUntil, comparison } }: { apiKey: ApiKeyDto }) {
  const isRefused = health === "rejected" || health === "restricted";
  return (
    <>
      {state === "active" && pausedUntil && (
        <Alert tone="warning" title={isRefused ? "Nothing is sent with this key" : "Waiting for Apollo's rate limit"}>
          {isRefused
            ? "Apollo refused it. Lookups wait until it is tested in order, replaced, or another key is the default."
            : "Lookups are queued and go by themselves when the wait is over."}
        </Alert>
      )}
      {comparison && <Compared comparison={comparison} />}
    </>
  );
}

function Compared({
  comparison: { drift, ledgerUsed, providerUsed, takenAt, isQuiet },
}: {
  comparison: KeyComparison;
}) {
  return (
    <p className="text-muted-foreground">
      This cycle our ledger has <span className="figures">{creditWords(ledgerUsed)}</span>, Apollo counts{" "}
      <span className="figures">{formatCredits(providerUsed)}</span>: {driftWords(drift, isQuiet)} Compared{" "}
      <RelativeTime at={takenAt} />.
    </p>
  );
}

function driftWords(drift: string, isQuiet: boolean): string {
  if (formatCredits(drift) === "0") return "they agree.";
  const amount = creditWords(drift.replace("-", ""));
  const side = drift.startsWith("-")
    ? "fewer with Apollo, so some are not billed yet."
    : "more with Apollo, spent elsewhere or not yet explained.";
  return `${amount} ${side}${isQuiet ? "" : " Calls were under way, which may explain it."}`;
}
