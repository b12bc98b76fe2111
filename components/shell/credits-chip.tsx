import { Coins } from "lucide-react";
import type { ReactNode } from "react";
import { Credits } from "@/components/shared/credits";

/** What is left (or spent), in a word: `<CreditsChip amount={7412}>left</CreditsChip>`. */
export function CreditsChip({ amount, children }: { amount: number | null; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap max-sm:hidden">
      <Coins aria-hidden className="size-3.5" />
      <span>
        <Credits amount={amount} className="text-foreground" /> {children}
      </span>
    </span>
  );
}
