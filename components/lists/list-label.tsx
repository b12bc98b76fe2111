import { Lock, UsersRound } from "lucide-react";

/** A list's name, with a mark for who sees it. */
export function ListLabel({ name, isShared }: { name: string; isShared: boolean }) {
  const Icon = isShared ? UsersRound : Lock;
  const who = isShared ? "Shared" : "Only you";
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <bdi className="truncate">{name}</bdi>
      <span className="sr-only">{who}</span>
    </span>
  );
}
