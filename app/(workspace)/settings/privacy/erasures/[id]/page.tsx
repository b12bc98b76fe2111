import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { Eraser } from "lucide-react";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { ErasureReceipt } from "@/components/privacy/erasure-receipt";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { foundOr404 } from "@/lib/http/found-or-404";
import { getReadiness } from "@/lib/lookups/server/get-readiness";
import { erasureKeys } from "@/lib/privacy/queries";
import { getErasure } from "@/lib/privacy/server/list-erasures";

export const metadata: Metadata = { title: "Erasure" };

const REFUSED = {
  title: "Erasure",
  icon: Eraser,
  heading: "Admins answer for people’s data",
  task: "see what an erasure removed",
};

export default async function ErasurePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await requirePageViewer(`/settings/privacy/erasures/${id}`);
  if (viewer.role !== "admin") return <AdminsOnly admins={(await getReadiness(viewer)).admins} {...REFUSED} />;
  const queryClient = new QueryClient();
  queryClient.setQueryData(erasureKeys.detail(id), await foundOr404(getErasure(viewer, id)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ErasureReceipt id={id} />
    </HydrationBoundary>
  );
}
