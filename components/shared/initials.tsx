import { firstLetter } from "@/components/shared/first-letter";
import { cn } from "@/components/ui/cn";

/** One or two letters in place of a photo: remote photos expire, and they track. */
export function Initials({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "d:inline-flex d:size-6 d:shrink-0 d:items-center d:justify-center d:rounded-full d:border d:bg-selected d:text-[0.625rem] d:font-semibold d:text-muted-foreground",
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
