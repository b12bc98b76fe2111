"use client";

import { PageError, type PageErrorProps } from "@/components/shared/page-error";

export default function RootError(props: PageErrorProps) {
  return (
    <main>
      <PageError {...props} />
    </main>
  );
}
