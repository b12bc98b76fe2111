import { Alert } from "@/components/ui/alert";
import type { ApiKeyDto } from "@/lib/api-keys/schema";

/** What a key whose place was taken is still there for. */
export function KeyEnding({ apiKey: { ending } }: { apiKey: Pick<ApiKeyDto, "ending"> }) {
  if (!ending) return null;
  const { calls, results } = ending;
  const open = [count(calls, "running call"), count(results, "pending result")].filter((words) => words !== null);
  return (
    <Alert tone="info" title="Another key took its place">
      {open.length > 0
        ? `It takes no new lookups. ${new Intl.ListFormat("en").format(open)} still ${calls + results === 1 ? "ends" : "end"} on it; then it is disabled by itself. Keep it valid in Apollo until then.`
        : "It takes no new lookups, and nothing is pending on it: it is disabled by itself within minutes."}
    </Alert>
  );
}

function count(figure: number, noun: string): string | null {
  return figure === 0 ? null : `${figure.toLocaleString("en")} ${noun}${figure === 1 ? "" : "s"}`;
}
