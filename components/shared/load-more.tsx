import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

type LoadMoreProps = {
  hasMore: boolean;
  isPending: boolean;
  onMore: () => void;
  /** "120 people", said at the end. */ summary: string;
};

export function LoadMore({ hasMore, isPending, onMore, summary }: LoadMoreProps) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-3 text-xs text-muted-foreground">
      <span>{summary}</span>
      {hasMore && (
        <Button size="sm" onClick={onMore} aria-disabled={isPending || undefined}>
          {isPending && <Spinner />}
          Load more
        </Button>
      )}
    </div>
  );
}
