import { describeDates } from "@/components/people/describe-dates";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { EmploymentDto } from "@/lib/people/schema";

/** Employment as a timeline, in the provider's order: the newest first. */
export function EmploymentList({ employment }: { employment: readonly EmploymentDto[] }) {
  return (
    <Card aria-label="Employment">
      <CardHeader>
        <CardTitle>Employment</CardTitle>
      </CardHeader>
      <CardBody>
        {employment.length === 0 ? (
          <p className="text-muted-foreground">Apollo has no employment history on file.</p>
        ) : (
          <ol>
            {employment.map((entry, index) => (
              <Entry key={`${entry.companyName ?? ""} ${entry.startDate ?? ""} ${index}`} entry={entry} />
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}

function Entry({ entry: { title, companyName, startDate, endDate, isCurrent } }: { entry: EmploymentDto }) {
  const dates = describeDates(startDate, endDate, isCurrent);
  return (
    <li className="group/entry relative pb-4 pl-5 last:pb-0">
      <span
        aria-hidden
        className="absolute top-4 -bottom-1 left-[3.5px] w-px bg-border-strong group-last/entry:hidden"
      />
      <span
        aria-hidden
        className={cn(
          "absolute top-1.5 left-0 size-2 rounded-full border bg-card",
          isCurrent ? "border-foreground bg-foreground" : "border-input",
        )}
      />
      <p className="font-medium break-words">
        <bdi>{title ?? "Title not known"}</bdi>
      </p>
      <p className="break-words text-muted-foreground">
        <bdi>{companyName ?? "Company not known"}</bdi>
        {dates && <span className="text-xs whitespace-nowrap">{` · ${dates}`}</span>}
      </p>
    </li>
  );
}
