import { Badge, type Tone } from "@/components/ui/badge";
import { TAG_COLOURS, type TagColour } from "@/lib/tags/tag";

const COLOUR_TONES: Record<TagColour, Tone> = {
  grey: "neutral",
  green: "success",
  amber: "warning",
  red: "danger",
  blue: "info",
  violet: "practice",
};

/** A tag: its colour, and always its name. */
export function TagChip({ name, colour }: { name: string; colour: string }) {
  return (
    <Badge tone={toneOf(colour)} className="min-w-0">
      <bdi className="truncate">{name}</bdi>
    </Badge>
  );
}

export function toneOf(colour: string): Tone {
  const known = TAG_COLOURS.find((word) => word === colour);
  return COLOUR_TONES[known ?? "grey"];
}
