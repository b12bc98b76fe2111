import { Star } from "lucide-react";
import type { ReactNode } from "react";
import { KeyActions } from "@/components/api-keys/key-actions";
import { KeyEnding } from "@/components/api-keys/key-ending";
import { KeyRightsList } from "@/components/api-keys/key-rights-list";
import { KeyUsage } from "@/components/api-keys/key-usage";
import { KeyHealthChip } from "@/components/api-keys/key-health-chip";
import { RateMeters } from "@/components/api-keys/rate-meters";
import { RelativeTime } from "@/components/shared/relative-time";
import { StatusChip } from "@/components/shared/status-chip";
import { cn } from "@/components/ui/cn";
import type { ApiKeyDto } from "@/lib/api-keys/schema";

export function KeyCard({ apiKey }: { apiKey: ApiKeyDto }) {
  const { name, version, tail, isDefault, state, report, lastTestedAt } = apiKey;
  return (
    <li className="grid min-w-0 gap-3 rounded-lg border bg-card p-4">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className={cn("min-w-0 truncate font-semibold", state !== "active" && "text-muted-foreground")}>{name}</h2>
        <span className="figures text-muted-foreground">
          <span className="sr-only">ends in </span>
          <span aria-hidden>••••</span>
          {tail}
        </span>
        {version > 1 && (
          <span className="text-xs text-muted-foreground" title={`This name has had ${String(version)} keys`}>
            version {version}
          </span>
        )}
        <span className="flex flex-wrap gap-1 sm:ml-auto">
          {isDefault && (
            <StatusChip icon={Star} tone="info" title="Answers for every lookup of this workspace">
              Default
            </StatusChip>
          )}
          <KeyHealthChip apiKey={apiKey} />
        </span>
      </div>
      <KeyFacts apiKey={apiKey} />
      <KeyEnding apiKey={apiKey} />
      <KeyUsage apiKey={apiKey} />
      {report && lastTestedAt && <p className="text-muted-foreground">{report.sentence}</p>}
      {lastTestedAt && state !== "disabled" && <KeyRightsList apiKey={apiKey} />}
      {state !== "disabled" && <RateMeters apiKey={apiKey} />}
      <KeyActions apiKey={apiKey} />
    </li>
  );
}

const CREDITS = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

function KeyFacts({ apiKey }: { apiKey: ApiKeyDto }) {
  const { fingerprint, report, lastUsedAt, lastTestedAt, createdAt, createdBy } = apiKey;
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-xs sm:grid-cols-3 xl:grid-cols-6">
      <Fact term="Account">{report?.account ?? "Not known"}</Fact>
      <Fact term="Credits left">
        {report?.creditsLeft ? (
          <span className="figures">{CREDITS.format(Number(report.creditsLeft))}</span>
        ) : (
          "Not known"
        )}
      </Fact>
      <Fact term="Last used">{lastUsedAt ? <RelativeTime at={lastUsedAt} /> : "Never"}</Fact>
      <Fact term="Last tested">{lastTestedAt ? <RelativeTime at={lastTestedAt} /> : "Never"}</Fact>
      <Fact term="Added">
        <RelativeTime at={createdAt} />
        {createdBy && ` by ${createdBy}`}
      </Fact>
      <Fact term="Fingerprint">
        <span className="figures" title="Equal for equal keys; the key cannot be made from it">
          {fingerprint}
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="truncate text-sm">{children}</dd>
    </div>
  );
}
