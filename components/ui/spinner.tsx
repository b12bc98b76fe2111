import { LoaderCircle } from "lucide-react";
import { cn } from "@/components/ui/cn";

/** Decoration only: say in words what is awaited. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cn("motion-safe:animate-spin d:size-4", className)} />;
}
