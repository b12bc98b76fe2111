import { KeyRound, type LucideIcon } from "lucide-react";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";

type AdminsOnlyProps = {
  admins: readonly string[];
  title?: string;
  icon?: LucideIcon;
  heading?: string;
  /** What only they can do. */
  task?: string;
};

/** For whoever may not see the keys, or another page of the admins': who may. */
export function AdminsOnly({
  admins,
  title = "API keys",
  icon = KeyRound,
  heading = "Admins keep the keys",
  task = "add, test or change an API key",
}: AdminsOnlyProps) {
  const names = new Intl.ListFormat("en", { type: "disjunction" }).format(admins);
  return (
    <>
      <PageHeader title={title} />
      <EmptyState icon={icon} title={heading}>
        {names ? `Ask ${names} to ${task}.` : "This workspace has no admin who could be asked."}
      </EmptyState>
    </>
  );
}
