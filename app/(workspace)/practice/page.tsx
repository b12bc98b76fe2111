import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PracticeBoard } from "@/components/sandbox/practice-board";
import { PageHeader } from "@/components/shared/page-header";
import { requirePageViewer } from "@/lib/auth/require-viewer";

export const metadata: Metadata = { title: "Practice" };

/** Whoever is in a practice workspace. The people come over HTTP from the emulator, like everything it knows. */
export default async function PracticePage() {
  const viewer = await requirePageViewer("/practice");
  if (viewer.workspaceKind !== "practice") notFound();
  return (
    <>
      <PageHeader
        title="Practice"
        description="Invented people, one for every outcome the real provider has. Look them up as often as you like: the credits are invented too."
      />
      <PracticeBoard />
    </>
  );
}
