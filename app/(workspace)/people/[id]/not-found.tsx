import { UserRoundX } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { Button } from "@/components/ui/button";

export default function PersonNotFound() {
  return (
    <>
      <PageHeader title="People" />
      <EmptyState
        icon={UserRoundX}
        title="No such person"
        action={
          <Button asChild>
            <Link href="/people">All people</Link>
          </Button>
        }
      >
        Nobody in this workspace has this address. The person may belong to another workspace.
      </EmptyState>
    </>
  );
}
