import { firstLetter } from "@/components/shared/first-letter";
import { cn } from "@/components/ui/cn";

/** One or two letters in place of a photo: remote photos expire, and they track. */
export function Initials({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-6 shrink-0 items-center justify-center rounded-full border bg-selected text-[0.625rem] font-semibold text-muted-foreground",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return firstLetter(words.at(0) ?? "") + firstLetter(last) || "?";
}
