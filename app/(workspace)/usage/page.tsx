import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { UsagePageView } from "@/components/usage/usage-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { AppError } from "@/lib/errors/app-error";
import { usageKeys } from "@/lib/usage/queries";
import { UsageView } from "@/lib/usage/schema";
import { getUsageReport } from "@/lib/usage/server/get-usage-report";

export const metadata: Metadata = { title: "Usage" };

type UsagePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsagePage({ searchParams }: UsagePageProps) {
  const viewer = await requirePageViewer("/usage");
  const view = UsageView.parse(await searchParams);
  const queryClient = new QueryClient();
  const report = await getUsageReport(viewer, view).catch(nothingIfRefused);
  if (report) queryClient.setQueryData(usageKeys.report(view), report);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <UsagePageView role={viewer.role} />
    </HydrationBoundary>
  );
}

/** The browser's own request is refused likewise, and the page says it there. */
function nothingIfRefused(error: unknown): null {
  if (error instanceof AppError && error.code === "forbidden") return null;
  throw error;
}
