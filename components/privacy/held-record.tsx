import { Download } from "lucide-react";
import Link from "next/link";
import type { EraseTarget } from "@/components/privacy/erase-dialog";
import { Initials } from "@/components/shared/initials";
import { Button } from "@/components/ui/button";
import type { HeldDto } from "@/lib/privacy/erasure";

const COUNTED = [
  ["emails", "email", "emails"],
  ["phones", "phone", "phones"],
  ["tags", "tag", "tags"],
  ["lists", "place in a list", "places in lists"],
  ["notes", "note", "notes"],
  ["tasks", "task", "tasks"],
  ["runRows", "row of a file", "rows of files"],
  ["lookups", "lookup", "lookups"],
  ["deliveries", "delivery", "deliveries"],
  ["audit", "line of the audit", "lines of the audit"],
] as const;

/** One record, exactly what is held with it, and what can be done for whoever asks. */
export function HeldRecord({ record, onErase }: { record: HeldDto; onErase: (target: EraseTarget) => void }) {
  const { personId, name, title, company, underWay } = record;
  return (
    <li className="grid gap-3 rounded-lg border p-3.5">
      <div className="flex flex-wrap items-center gap-3">
        <Initials name={name} className="size-9" />
        <div className="min-w-0 flex-1 basis-40">
          <Link
            href={`/people/${personId}`}
            prefetch={false}
            className="rounded-sm font-medium break-words hover:underline"
          >
            <bdi>{name}</bdi>
          </Link>
          <p className="truncate text-muted-foreground">
            <bdi>{[title, company].filter(Boolean).join(" at ") || "No position on file"}</bdi>
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <AccessFile personId={personId} format="html" label="Access file" />
          <AccessFile personId={personId} format="json" label="Access file as JSON" />
          <Button
            variant="danger"
            aria-label={`Erase ${name}`}
            onClick={() => {
              onErase({ record });
            }}
          >
            Erase…
          </Button>
        </div>
      </div>
      <ul aria-label="Held" className="flex flex-wrap gap-x-5 gap-y-1 text-muted-foreground">
        {COUNTED.map(([key, one, many]) => (
          <li key={key}>
            <span className="figures font-medium text-foreground">{record[key].toLocaleString("en")}</span>{" "}
            {record[key] === 1 ? one : many}
          </li>
        ))}
        {underWay > 0 && (
          <li>
            <span className="figures font-medium text-foreground">{underWay.toLocaleString("en")}</span> under way
          </li>
        )}
      </ul>
    </li>
  );
}

function AccessFile({ personId, format, label }: { personId: string; format: "html" | "json"; label: string }) {
  return (
    <Button asChild variant="ghost">
      <a href={`/api/privacy/access/${personId}?format=${format}`} download>
        <Download aria-hidden /> {label}
      </a>
    </Button>
  );
}
