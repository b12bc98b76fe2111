import { SubmitButton } from "@/components/shared/submit-button";
import { Button } from "@/components/ui/button";
import { isAbove } from "@/lib/lookups/approval";
import { creditCeiling, creditWords, type PaidOptions, type WaterfallCeilings } from "@/lib/credits/credits";

type LookUpButtonsProps = {
  isPending: boolean;
  /** All that is asked for is ours already. */
  isOurs: boolean;
  options: PaidOptions;
  ceilings: WaterfallCeilings;
  /** What may cost more waits for an admin. */
  approvalAbove: string | null;
  onRefresh: () => void;
};

/** The price stands on the button before it is pressed; what is ours opens for nothing, and is bought again only on purpose. */
export function LookUpButtons({ isPending, isOurs, options, ceilings, approvalAbove, onRefresh }: LookUpButtonsProps) {
  const ceiling = creditCeiling(options, ceilings);
  const price = creditWords(ceiling);
  const isAsked = isAbove(ceiling, approvalAbove);
  if (!isOurs) {
    return (
      <SubmitButton
        size="lg"
        className="w-full"
        isPending={isPending}
        pendingLabel={isAsked ? "Asking…" : "Looking up…"}
      >
        {isAsked ? "Ask for approval" : "Look up"} · up to {price}
      </SubmitButton>
    );
  }
  return (
    <div className="flex w-full flex-wrap gap-2">
      <SubmitButton size="lg" className="flex-1 px-3" isPending={isPending} pendingLabel="Opening…">
        Open · 0 credits
      </SubmitButton>
      <Button size="lg" className="flex-1" disabled={isPending} onClick={onRefresh}>
        {isAsked ? "Ask to refresh" : "Refresh anyway"} · up to {price}
      </Button>
    </div>
  );
}
