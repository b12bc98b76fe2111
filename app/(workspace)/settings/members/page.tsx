import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { UserRoundCog } from "lucide-react";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { MembersView } from "@/components/members/members-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { getReadiness } from "@/lib/lookups/server/get-readiness";
import { memberKeys } from "@/lib/members/queries";
import { listMembers } from "@/lib/members/server/list-members";
import { getShell } from "@/lib/workspaces/server/get-shell";

export const metadata: Metadata = { title: "Members" };

const REFUSED = {
  title: "Members",
  icon: UserRoundCog,
  heading: "Admins look after the members",
  task: "invite somebody, or to change a role",
};

export default async function MembersPage() {
  const viewer = await requirePageViewer("/settings/members");
  if (viewer.role !== "admin") return <AdminsOnly admins={(await getReadiness(viewer)).admins} {...REFUSED} />;
  const queryClient = new QueryClient();
  const [list, { active }] = await Promise.all([listMembers(viewer), getShell(viewer)]);
  queryClient.setQueryData(memberKeys.list(), list);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <MembersView workspaceName={active.name} />
    </HydrationBoundary>
  );
}
