import type { Metadata } from "next";
import { LookupWorkbench } from "@/components/lookups/lookup-workbench";
import { PageHeader } from "@/components/shared/page-header";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { getReadiness } from "@/lib/lookups/server/get-readiness";

export const metadata: Metadata = { title: "Look up" };

type LookupPageProps = { searchParams: Promise<{ q?: string | string[] }> };

export default async function LookupPage({ searchParams }: LookupPageProps) {
  const viewer = await requirePageViewer("/lookup");
  const { q } = await searchParams;
  return (
    <>
      <PageHeader
        title="Look up"
        description="Say what you know of one person. You see the cost before anything is sent."
      />
      <LookupWorkbench
        readiness={await getReadiness(viewer)}
        initialText={typeof q === "string" ? q.slice(0, 500) : ""}
      />
    </>
  );
}
