import { ErrorState } from "@/components/shared/error-state";
import { RequestFailed } from "@/lib/http/fetch-json";

type QueryErrorProps = { title: string; error: Error; onRetry: () => void };

/** A read that failed: the cause in words, the reference that finds it in the log, and a way to try again. */
export function QueryError({ title, error, onRetry }: QueryErrorProps) {
  const refusal = error instanceof RequestFailed ? error.error : undefined;
  return (
    <ErrorState title={title} reference={refusal?.reference} onRetry={onRetry}>
      {refusal?.message ?? "The answer of the server could not be read. Reload the page; it may have been updated."}
    </ErrorState>
  );
}
