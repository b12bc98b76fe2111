import { Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { BudgetBar } from "@/components/credits/budget-bar";
import { formatAmount } from "@/lib/credits/credits";
import { formatDay } from "@/components/credits/format-day";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { BudgetOverview } from "@/lib/credits/budget-overview";

type WorkspaceBudgetCardProps = { budget: BudgetOverview["workspace"]; alertPercent: number; onEdit: () => void };

export function WorkspaceBudgetCard({ budget, alertPercent, onEdit }: WorkspaceBudgetCardProps) {
  const { creditLimit, spent, held, startsAt, endsAt } = budget;
  return (
    <Card aria-label="This workspace">
      <CardHeader>
        <CardTitle>This workspace</CardTitle>
        <Button size="sm" onClick={onEdit}>
          <Pencil aria-hidden /> {creditLimit === null ? "Set a limit" : "Change"}
        </Button>
      </CardHeader>
      <CardBody className="grid gap-3">
        <div className="flex flex-wrap items-end gap-x-8 gap-y-3">
          <Figure words={`spent since ${formatDay(startsAt)}`}>{formatAmount(spent)}</Figure>
          <Figure words="held for what is under way">{formatAmount(held)}</Figure>
          <Figure words="limit">
            {creditLimit === null ? <span className="font-sans">None</span> : formatAmount(creditLimit)}
          </Figure>
          <p className="text-xs text-muted-foreground max-sm:basis-full sm:ml-auto">
            Starts anew on {formatDay(endsAt)}, midnight UTC
          </p>
        </div>
        <BudgetBar standing={budget} label="The workspace’s budget" alertPercent={alertPercent} className="h-2" />
      </CardBody>
    </Card>
  );
}

function Figure({ words, children }: { words: string; children: ReactNode }) {
  return (
    <p className="grid">
      <span className="figures text-2xl font-medium">{children}</span>
      <span className="text-xs text-muted-foreground">{words}</span>
    </p>
  );
}
