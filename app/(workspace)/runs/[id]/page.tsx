import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";
import { RunView } from "@/components/runs/run-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { foundOr404 } from "@/lib/http/found-or-404";
import { getReadiness } from "@/lib/lookups/server/get-readiness";
import { runKeys, runQueries } from "@/lib/runs/queries";
import { readRowView } from "@/lib/runs/row-view";
import { getRun } from "@/lib/runs/server/get-run";
import { getRunRows } from "@/lib/runs/server/get-run-rows";

type RunPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const loadRun = cache(async (id: string) => {
  const viewer = await requirePageViewer(`/runs/${id}`);
  return { viewer, run: await foundOr404(getRun(viewer, id), { viewer, where: "/runs/[id]", id }) };
});

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  return { title: (await loadRun((await params).id)).run.name };
}

export default async function RunPage({ params, searchParams }: RunPageProps) {
  const { id } = await params;
  const { viewer, run } = await loadRun(id);
  const view = readRowView((await searchParams)["rows"]);
  const queryClient = new QueryClient();
  queryClient.setQueryData(runKeys.detail(id), run);
  await queryClient.infiniteQuery({ ...runQueries.rows(id, view), queryFn: () => getRunRows(viewer, id, view) });
  const { canReceivePhones, ceilings } = await getReadiness(viewer);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunView id={id} bounds={{ canReceivePhones, ceilings }} />
    </HydrationBoundary>
  );
}
