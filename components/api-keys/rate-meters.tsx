import { RelativeTime } from "@/components/shared/relative-time";
import { cn } from "@/components/ui/cn";
import { KEY_ENDPOINTS, RATE_WINDOWS, type KeyEndpoint, type RateWindowName } from "@/lib/api-keys/api-key";
import type { ApiKeyDto, RateMeterDto } from "@/lib/api-keys/schema";

const LABELS: Record<KeyEndpoint, string> = {
  "people/match": "Lookups",
  "people/bulk_match": "Runs",
  webhook_result: "Polls",
  "users/api_profile": "Profile",
  "usage_stats/credit_usage_stats": "Credits",
  "usage_stats/api_usage_stats": "Limits",
};
const WINDOWS: Record<RateWindowName, string> = { minute: "Minute", hour: "Hour", day: "Day" };
const TIGHT_SHARE = 0.8;

/** How much of each rate limit is used, as the last answers said. Limits are the team's: other programs use them too. */
export function RateMeters({ apiKey: { name, meters } }: { apiKey: Pick<ApiKeyDto, "name" | "meters"> }) {
  const windows = RATE_WINDOWS.filter((window) => meters.some((meter) => meter.window === window));
  const endpoints = KEY_ENDPOINTS.filter((endpoint) => meters.some((meter) => meter.endpoint === endpoint));
  if (endpoints.length === 0) return null;
  return (
    <table className="w-full table-fixed text-left">
      <caption className="pb-1 text-left text-xs text-muted-foreground">
        <span className="sr-only">Rate limits of {name}. </span>
        Calls that Apollo has counted for this team, of those it allows
      </caption>
      <thead className="text-xs text-muted-foreground">
        <tr>
          <th scope="col" className="w-16 font-normal sm:w-20">
            <span className="sr-only">Calls</span>
          </th>
          {windows.map((window) => (
            <th key={window} scope="col" className="font-normal">
              {WINDOWS[window]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <tr key={endpoint} className="align-top">
            <th scope="row" className="truncate py-1 pr-2 font-normal">
              {LABELS[endpoint]}
            </th>
            {windows.map((window) => (
              <td key={window} className="py-1 pr-2 sm:pr-3">
                <Meter meter={meters.find((given) => given.endpoint === endpoint && given.window === window)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const COUNT = new Intl.NumberFormat("en");

function Meter({ meter }: { meter: RateMeterDto | undefined }) {
  if (!meter) return <span className="text-xs text-muted-foreground">no limit</span>;
  const { endpoint, window, used, limit, resetsBy } = meter;
  const share = limit > 0 ? Math.min(1, used / limit) : 1;
  const words = `${COUNT.format(used)} of ${COUNT.format(limit)}`;
  return (
    <div className="grid max-w-48 gap-1">
      <span
        role="meter"
        aria-label={`${LABELS[endpoint]} a ${window}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={words}
        className="mt-2 flex h-1.5 overflow-hidden rounded-full bg-selected"
      >
        <span
          className={share >= TIGHT_SHARE ? "bg-warning-ink" : "bg-foreground"}
          style={{ width: `${String(share * 100)}%` }}
        />
      </span>
      <span className="flex flex-wrap justify-between gap-x-2 text-xs">
        <span className={cn("figures whitespace-nowrap", used === 0 && "text-muted-foreground")}>
          {COUNT.format(used)}/{COUNT.format(limit)}
        </span>
        {resetsBy && <Reset window={window} at={resetsBy} />}
      </span>
    </div>
  );
}

/** The provider does not say when a window opened: the end that is told is the latest that it can be. */
function Reset({ window, at }: { window: RateWindowName; at: string }) {
  return (
    <span className="text-muted-foreground" title="At the latest: Apollo does not say when a window opened">
      {window === "minute" ? (
        <span className="max-sm:sr-only">resets within a minute</span>
      ) : (
        <>
          <span className="max-sm:sr-only">resets </span>
          <RelativeTime at={at} />
        </>
      )}
    </span>
  );
}
