import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";

type SamplePagerProps = { page: number; pageCount: number; isPending: boolean; onPageChange: (page: number) => void };

export function SamplePager({ page, pageCount, isPending, onPageChange }: SamplePagerProps) {
  const canGo = { back: page > 0 && !isPending, forth: page < pageCount - 1 && !isPending };
  return (
    <div className="flex items-center justify-between gap-3 text-xs text-muted-foreground">
      <span aria-live="polite">
        Page <span className="figures">{page + 1}</span> of <span className="figures">{pageCount}</span>
      </span>
      <span className="flex gap-1.5">
        <Button
          size="sm"
          disabled={!canGo.back}
          onClick={() => {
            onPageChange(page - 1);
          }}
        >
          <ChevronLeft aria-hidden />
          Previous<span className="sr-only"> page</span>
        </Button>
        <Button
          size="sm"
          disabled={!canGo.forth}
          onClick={() => {
            onPageChange(page + 1);
          }}
        >
          Next<span className="sr-only"> page</span>
          <ChevronRight aria-hidden />
        </Button>
      </span>
    </div>
  );
}
