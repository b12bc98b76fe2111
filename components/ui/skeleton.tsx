import { cn } from "@/components/ui/cn";

/** Give it the height of what it stands for (`className="h-9"`), so that nothing moves when that comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("motion-safe:animate-breathe d:rounded-md d:bg-selected", className)} />;
}
