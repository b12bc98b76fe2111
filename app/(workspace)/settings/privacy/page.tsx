import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { RequestsView } from "@/components/privacy/requests-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { getReadiness } from "@/lib/lookups/server/get-readiness";
import { FindHeldInput } from "@/lib/privacy/erasure";
import { erasureQueries } from "@/lib/privacy/queries";
import { findHeld } from "@/lib/privacy/server/find-held";
import { listErasures } from "@/lib/privacy/server/list-erasures";

export const metadata: Metadata = { title: "Privacy" };

const REFUSED = {
  title: "Privacy",
  icon: ShieldCheck,
  heading: "Admins answer for people’s data",
  task: "give somebody their data or erase them",
};

type PrivacyPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PrivacyPage({ searchParams }: PrivacyPageProps) {
  const viewer = await requirePageViewer("/settings/privacy");
  if (viewer.role !== "admin") return <AdminsOnly admins={(await getReadiness(viewer)).admins} {...REFUSED} />;
  const { person: personId } = await searchParams;
  const asked = FindHeldInput.safeParse({ personId });
  const found = asked.data?.personId ? await findHeld(viewer, asked.data) : null;
  const queryClient = new QueryClient();
  await queryClient.infiniteQuery({ ...erasureQueries.list(), queryFn: () => listErasures(viewer, {}) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RequestsView found={found} />
    </HydrationBoundary>
  );
}
