"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FileSpreadsheet } from "lucide-react";
import type { ReactNode } from "react";
import { ChooseFile, DropOverlay, SampleLink, UploadPanel } from "@/components/runs/upload-panel";
import { RunsTable, RunsTableSkeleton } from "@/components/runs/runs-table";
import { useFileDrop } from "@/components/runs/use-file-drop";
import { useUpload } from "@/components/runs/use-upload";
import { EmptyState } from "@/components/shared/empty-state";
import { LoadMore } from "@/components/shared/load-more";
import { OutOfDate } from "@/components/shared/out-of-date";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import type { Role } from "@/lib/auth/viewer";
import { runQueries } from "@/lib/runs/queries";

/** Every run the viewer may see; whoever may start one drops a file anywhere. */
export function RunsBoard({ role }: { role: Role }) {
  if (role === "reviewer") return <Runs empty={<NoRuns />} />;
  return <UploadingRuns />;
}

function UploadingRuns() {
  const { uploading, refused, take, cancel, dismiss } = useUpload();
  const isOver = useFileDrop(take);
  const isPending = uploading !== null;
  const panel = <UploadPanel uploading={uploading} refused={refused} onCancel={cancel} onDismiss={dismiss} />;
  const choose = (
    <ChooseFile onFiles={take} isPending={isPending}>
      Upload a CSV
    </ChooseFile>
  );
  return (
    <>
      {isOver && !isPending && <DropOverlay />}
      <Runs
        actions={choose}
        panel={panel}
        empty={
          <EmptyState
            icon={FileSpreadsheet}
            title="Drop a CSV here"
            action={
              <span className="flex flex-wrap justify-center gap-2">
                {choose}
                <SampleLink />
              </span>
            }
          >
            A row for each person. You see what it costs before anything is sent.
          </EmptyState>
        }
      />
    </>
  );
}

function NoRuns() {
  return (
    <EmptyState icon={FileSpreadsheet} title="No runs yet">
      Each file that is looked up stands here, with what came of its rows.
    </EmptyState>
  );
}

type RunsProps = { actions?: ReactNode; panel?: ReactNode; empty: ReactNode };

function Runs({ actions, panel, empty }: RunsProps) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(runQueries.list());
  const runs = data?.pages.flatMap((page) => page.runs) ?? [];
  const retry = () => void refetch();
  return (
    <>
      <PageHeader
        title="Runs"
        description={
          actions ? "Many people at once. Drop a CSV anywhere on this page." : "Many people at once, from files."
        }
        actions={runs.length > 0 && actions}
      />
      {panel}
      {error && data && <OutOfDate onRetry={retry} />}
      {error && !data && <QueryError title="Runs cannot be shown" error={error} onRetry={retry} />}
      {!error && !data && <RunsTableSkeleton />}
      {data && runs.length === 0 && empty}
      {runs.length > 0 && (
        <>
          <RunsTable runs={runs} />
          <LoadMore
            hasMore={hasNextPage}
            isPending={isFetchingNextPage}
            onMore={() => void fetchNextPage()}
            summary={countWords(runs.length, hasNextPage)}
          />
        </>
      )}
    </>
  );
}

function countWords(count: number, hasMore: boolean): string {
  return `${String(count)}${hasMore ? "+" : ""} ${count === 1 ? "run" : "runs"}`;
}
