import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { FieldPolicyView } from "@/components/record/field-policy-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { getReadiness } from "@/lib/lookups/server/get-readiness";
import { peopleKeys } from "@/lib/people/queries";
import { getPolicies } from "@/lib/people/server/get-policies";

export const metadata: Metadata = { title: "Field policy" };

const REFUSED = {
  title: "Field policy",
  icon: ListChecks,
  heading: "Admins set the field policy",
  task: "say what answers may change",
};

export default async function FieldPolicyPage() {
  const viewer = await requirePageViewer("/settings/field-policy");
  if (viewer.role !== "admin") return <AdminsOnly admins={(await getReadiness(viewer)).admins} {...REFUSED} />;
  const queryClient = new QueryClient();
  queryClient.setQueryData(peopleKeys.policies(), await getPolicies(viewer));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <FieldPolicyView />
    </HydrationBoundary>
  );
}
