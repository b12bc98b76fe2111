import { FlaskConical } from "lucide-react";
import { firstLetter } from "@/components/shared/first-letter";
import type { WorkspaceKind } from "@/lib/auth/viewer";
import { cn } from "@/components/ui/cn";

export function WorkspaceMark({ kind, name }: { kind: WorkspaceKind; name: string }) {
  const isPractice = kind === "practice";
  return (
    <span
      aria-hidden
      className={cn(
        "flex size-5 shrink-0 items-center justify-center rounded-sm border text-xs font-semibold",
        isPractice ? "border-practice-border bg-practice-soft text-practice-ink" : "bg-card text-foreground",
      )}
    >
      {isPractice ? <FlaskConical className="size-3" /> : firstLetter(name)}
    </span>
  );
}
