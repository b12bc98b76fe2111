import { cn } from "@/components/ui/cn";
import type { MergePeopleInput, MergePreview } from "@/lib/people/duplicates";

export type Picks = MergePeopleInput["picks"];
type Side = "survivor" | "absorbed";

type MergeFieldsProps = { preview: MergePreview; picks: Picks; onPick: (picks: Picks) => void };

/** The fields in which two records differ, each with a choice of two. The newer value is chosen unless a member says else. */
export function MergeFields({ preview, picks, onPick }: MergeFieldsProps) {
  if (preview.fields.length === 0)
    return <p className="text-muted-foreground">No field says one thing here and another there.</p>;
  const chosen: Record<string, Side | undefined> = { ...preview.picks, ...picks };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {preview.fields.map(({ field, label, survivor, absorbed }) => (
        <fieldset key={field} className="grid min-w-0 gap-x-3 gap-y-1 sm:grid-cols-[7rem_1fr_1fr]">
          <legend className="float-left text-sm text-muted-foreground sm:py-1">{label}</legend>
          {(
            [
              ["survivor", survivor],
              ["absorbed", absorbed],
            ] as const
          ).map(([side, value]) => (
            <label
              key={side}
              className={cn(
                "flex min-w-0 cursor-pointer items-start gap-2 rounded-md border px-2 py-1 text-sm",
                chosen[field] === side ? "border-border-strong bg-selected" : "hover:bg-hover",
              )}
            >
              <input
                type="radio"
                name={field}
                checked={chosen[field] === side}
                className="mt-1 accent-foreground"
                onChange={() => {
                  onPick({ ...picks, [field]: side });
                }}
              />
              <bdi className="min-w-0 break-words">{value}</bdi>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
