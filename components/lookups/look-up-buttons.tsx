import { SubmitButton } from "@/components/shared/submit-button";
import { Button } from "@/components/ui/button";
import { creditCeiling, creditWords, type PaidOptions, type WaterfallCeilings } from "@/lib/credits/credits";

type LookUpButtonsProps = {
  isPending: boolean;
  /** All that is asked for is ours already. */
  isOurs: boolean;
  options: PaidOptions;
  ceilings: WaterfallCeilings;
  onRefresh: () => void;
};

/** The price stands on the button before it is pressed; what is ours opens for nothing, and is bought again only on purpose. */
export function LookUpButtons({ isPending, isOurs, options, ceilings, onRefresh }: LookUpButtonsProps) {
  const price = creditWords(creditCeiling(options, ceilings));
  if (!isOurs) {
    return (
      <SubmitButton size="lg" className="w-full" isPending={isPending} pendingLabel="Looking up…">
        Look up · up to {price}
      </SubmitButton>
    );
  }
  return (
    <div className="flex w-full flex-wrap gap-2">
      <SubmitButton size="lg" className="flex-1 px-3" isPending={isPending} pendingLabel="Opening…">
        Open · 0 credits
      </SubmitButton>
      <Button size="lg" className="flex-1" disabled={isPending} onClick={onRefresh}>
        Refresh anyway · up to {price}
      </Button>
    </div>
  );
}
