import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";

type Change = { key: string; label: string; before: string | null; after: string | null };

/** Changed fields, old beside new. `tickOf` puts a box before each. */
export function ChangeRows<T extends Change>({
  changes,
  name,
  tickOf,
  noteOf,
}: {
  changes: readonly T[];
  /** Names the list for screen readers. */
  name: string;
  tickOf?: (change: T) => ReactNode;
  noteOf?: (change: T) => ReactNode;
}) {
  return (
    <ul aria-label={name} className="divide-y rounded-md border text-sm">
      {changes.map((change) => (
        <li key={change.key} className="flex gap-2.5 px-3 py-1.5">
          {tickOf && <span className="flex h-5 items-center">{tickOf(change)}</span>}
          <div className="grid min-w-0 flex-1 gap-x-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
            <span className="text-muted-foreground">{change.label}</span>
            <span className="min-w-0 break-words">
              <Values change={change} />
              {noteOf?.(change)}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Values({ change: { before, after } }: { change: Change }) {
  return (
    <>
      {before === null ? (
        <span className="text-faint-foreground">nothing</span>
      ) : (
        <del className="text-muted-foreground decoration-border-strong">
          <bdi>{before}</bdi>
        </del>
      )}{" "}
      <ArrowRight aria-label="became" className="inline size-3 text-muted-foreground" />{" "}
      {after === null ? (
        <span className="text-faint-foreground">nothing</span>
      ) : (
        <ins className="font-medium no-underline">
          <bdi>{after}</bdi>
        </ins>
      )}
    </>
  );
}
