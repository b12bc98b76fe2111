"use client";

import { PageError, type PageErrorProps } from "@/components/shared/page-error";

/** Inside the frame, so that the way to other pages stays open. */
export default function WorkspaceError(props: PageErrorProps) {
  return <PageError {...props} />;
}
