import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

/** Over a list whose last reading failed: what is shown was read before. */
export function OutOfDate({ onRetry }: { onRetry: () => void }) {
  return (
    <Alert
      tone="warning"
      title="This list may be out of date"
      className="mb-3"
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      The server did not answer.
    </Alert>
  );
}
