import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shared/page-header";
import { MyTasksView } from "@/components/tasks/my-tasks-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { taskKeys } from "@/lib/notes/queries";
import { listMyTasks } from "@/lib/notes/server/list-my-tasks";

export const metadata: Metadata = { title: "My tasks" };

export default async function TasksPage() {
  const viewer = await requirePageViewer("/tasks");
  const queryClient = new QueryClient();
  queryClient.setQueryData(taskKeys.mine(), await listMyTasks(viewer));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title="My tasks" description="What you have to do, by your own calendar." />
      <MyTasksView isReviewer={viewer.role === "reviewer"} />
    </HydrationBoundary>
  );
}
