import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { AuditBoard } from "@/components/audit/audit-board";
import { auditKeys, auditQueries } from "@/lib/audit/queries";
import { AuditView } from "@/lib/audit/schema";
import { getAuditStanding } from "@/lib/audit/server/get-standing";
import { listAudit } from "@/lib/audit/server/list-audit";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { getReadiness } from "@/lib/lookups/server/get-readiness";

export const metadata: Metadata = { title: "Audit" };

const REFUSED = {
  title: "Audit",
  icon: ScrollText,
  heading: "Admins and reviewers read the audit",
  task: "look something up in it",
};

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const viewer = await requirePageViewer("/settings/audit");
  if (viewer.role === "rep") return <AdminsOnly admins={(await getReadiness(viewer)).admins} {...REFUSED} />;
  const view = AuditView.safeParse(await searchParams).data ?? {};
  const queryClient = new QueryClient();
  const [standing] = await Promise.all([
    getAuditStanding(viewer),
    queryClient.infiniteQuery({ ...auditQueries.list(view), queryFn: () => listAudit(viewer, view) }),
  ]);
  queryClient.setQueryData(auditKeys.standing(), standing);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AuditBoard />
    </HydrationBoundary>
  );
}
