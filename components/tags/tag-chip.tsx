import { Badge, type Tone } from "@/components/ui/badge";
import type { TagColour } from "@/lib/tags/tag";

export const COLOUR_TONES: Record<TagColour, Tone> = {
  grey: "neutral",
  green: "success",
  amber: "warning",
  red: "danger",
  blue: "info",
  violet: "practice",
};

/** A tag: its colour, and always its name. */
export function TagChip({ name, colour }: { name: string; colour: TagColour }) {
  return (
    <Badge tone={COLOUR_TONES[colour]} className="min-w-0">
      <bdi className="truncate">{name}</bdi>
    </Badge>
  );
}
