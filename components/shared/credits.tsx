import { cn } from "@/components/ui/cn";

const FORMAT = new Intl.NumberFormat("en");

/** "1 credit", "7,412 credits"; `null` is an amount nobody knows yet. */
export function Credits({
  amount,
  unit = true,
  className,
}: {
  amount: number | null;
  unit?: boolean;
  className?: string;
}) {
  if (amount === null) return <span className={cn("text-muted-foreground", className)}>unknown</span>;
  return (
    <span className={className}>
      <span className="figures">{FORMAT.format(amount)}</span>
      {unit && (amount === 1 ? " credit" : " credits")}
    </span>
  );
}
