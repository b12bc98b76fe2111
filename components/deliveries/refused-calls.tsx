import { DoorClosed } from "lucide-react";
import type { RefusalReason } from "@/lib/deliveries/delivery";
import type { DeliveryFigures } from "@/lib/deliveries/schema";

const WORDS: Record<RefusalReason, string> = {
  unknown_token: "Unknown token",
  expired_token: "Token expired",
  too_large: "Too large",
  encoding: "Compressed",
  rate: "Too many",
  too_slow: "Too slow",
};

/** What never became a delivery. It belongs to no workspace, and nothing of the calls is kept. */
export function RefusedCalls({ refusals }: { refusals: NonNullable<DeliveryFigures["refusals"]> }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 rounded-lg border bg-card px-4 py-2.5 text-sm">
      <h2 className="flex items-center gap-2 font-medium">
        <DoorClosed aria-hidden className="size-4 text-muted-foreground" strokeWidth={1.75} />
        Refused at the door
      </h2>
      {refusals.length === 0 ? (
        <p className="text-muted-foreground">No call in 7 days, in all workspaces of this installation.</p>
      ) : (
        <>
          <ul aria-label="Refused calls by reason" className="flex flex-wrap gap-x-4 gap-y-1">
            {refusals.map(({ reason, today, week }) => (
              <li key={reason}>
                {WORDS[reason]} <span className="figures font-medium">{week.toLocaleString("en")}</span>
                {today > 0 && (
                  <span className="text-muted-foreground">
                    {" "}
                    (<span className="figures">{today.toLocaleString("en")}</span> today)
                  </span>
                )}
              </li>
            ))}
          </ul>
          <p className="text-xs text-muted-foreground">7 days of UTC, the whole installation</p>
        </>
      )}
    </div>
  );
}
