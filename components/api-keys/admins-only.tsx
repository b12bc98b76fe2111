import { KeyRound } from "lucide-react";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";

/** For whoever may not see the keys: who may. */
export function AdminsOnly({ admins }: { admins: readonly string[] }) {
  const names = new Intl.ListFormat("en", { type: "disjunction" }).format(admins);
  return (
    <>
      <PageHeader title="API keys" />
      <EmptyState icon={KeyRound} title="Admins keep the keys">
        {names ? `Ask ${names} to add, test or change an API key.` : "This workspace has no admin who could be asked."}
      </EmptyState>
    </>
  );
}
