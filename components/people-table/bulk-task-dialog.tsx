"use client";

import { lazy } from "react";
import type { BulkTask } from "@/components/people-table/bulk-bar";
import type { BulkDialogProps } from "@/components/people/bulk-dialog";

const DIALOGS = {
  tag: lazy(() => import("@/components/tags/tag-people-dialog").then((m) => ({ default: m.TagPeopleDialog }))),
  list: lazy(() => import("@/components/lists/add-to-list-dialog").then((m) => ({ default: m.AddToListDialog }))),
  owner: lazy(() => import("@/components/people/assign-owner-dialog").then((m) => ({ default: m.AssignOwnerDialog }))),
  refresh: lazy(() => import("@/components/lookups/refresh-dialog").then((m) => ({ default: m.RefreshDialog }))),
  suppress: lazy(() =>
    import("@/components/people-table/suppress-people-dialog").then((m) => ({ default: m.SuppressPeopleDialog })),
  ),
} as const;

/** The dialog of a task, which is fetched with the first one of its kind. */
export function BulkTaskDialog({ task, ...props }: BulkDialogProps & { task: BulkTask }) {
  const Dialog = DIALOGS[task];
  return <Dialog {...props} />;
}
