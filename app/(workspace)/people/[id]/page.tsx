import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";
import { PersonView } from "@/components/people/person-view";
import { activityQueries } from "@/lib/activity/queries";
import { listActivity } from "@/lib/activity/server/list-activity";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { foundOr404 } from "@/lib/http/found-or-404";
import { noteQueries, taskQueries } from "@/lib/notes/queries";
import { listNotes } from "@/lib/notes/server/list-notes";
import { listPersonTasks } from "@/lib/notes/server/list-person-tasks";
import { listQueries } from "@/lib/lists/queries";
import { listPersonLists } from "@/lib/lists/server/read-lists";
import { ownerQueries } from "@/lib/people/owner-queries";
import { peopleKeys, peopleQueries } from "@/lib/people/queries";
import { getPerson } from "@/lib/people/server/get-person";
import { getPersonOwner } from "@/lib/people/server/get-person-owner";
import { getRecord } from "@/lib/people/server/get-record";
import { tagQueries } from "@/lib/tags/queries";
import { listPersonTags } from "@/lib/tags/server/list-person-tags";

type PersonPageProps = { params: Promise<{ id: string }> };

const loadPerson = cache(async (id: string) => {
  const viewer = await requirePageViewer(`/people/${id}`);
  return { viewer, page: await foundOr404(getPerson(viewer, id), { viewer, where: "/people/[id]", id }) };
});

export async function generateMetadata({ params }: PersonPageProps): Promise<Metadata> {
  const { id } = await params;
  return { title: (await loadPerson(id)).page.person.name };
}

export default async function PersonPage({ params }: PersonPageProps) {
  const { id } = await params;
  const queryClient = new QueryClient();
  const { viewer, page } = await loadPerson(id);
  queryClient.setQueryData(peopleKeys.detail(id), page);
  await Promise.all([
    queryClient.infiniteQuery({ ...noteQueries.ofPerson(id), queryFn: () => listNotes(viewer, { person: id }) }),
    queryClient.infiniteQuery({
      ...activityQueries.list(id, null),
      queryFn: () => listActivity(viewer, { person: id }),
    }),
    queryClient.query({ ...taskQueries.ofPerson(id), queryFn: () => listPersonTasks(viewer, id) }),
    queryClient.query({ ...ownerQueries.ofPerson(id), queryFn: () => getPersonOwner(viewer, id) }),
    queryClient.query({ ...tagQueries.ofPerson(id), queryFn: () => listPersonTags(viewer, id) }),
    queryClient.query({ ...listQueries.ofPerson(id), queryFn: () => listPersonLists(viewer, id) }),
    queryClient.query({ ...peopleQueries.record(id), queryFn: () => getRecord(viewer, id) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PersonView id={id} mayErase={viewer.role === "admin"} mayMark={viewer.role !== "reviewer"} />
    </HydrationBoundary>
  );
}
