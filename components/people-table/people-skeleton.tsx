import { COLUMNS, USUAL_COLUMNS } from "@/components/people-table/columns";
import { GridBox } from "@/components/people-table/people-grid";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

const ROWS = 24;
const SHOWN = ["name", ...USUAL_COLUMNS] as const;

/** As high as the rows that it stands for. */
export function PeopleSkeleton() {
  return (
    <div aria-hidden inert>
      <GridBox>
        <table className="w-full table-fixed border-separate border-spacing-0 text-left text-sm">
          <TableHeader>
            <TableRow className="h-8">
              {SHOWN.map((id) => (
                <TableHead key={id} className={onPhones(id)}>
                  {COLUMNS[id].label}
                </TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {Array.from({ length: ROWS }, (_, row) => (
              <TableRow key={row} className="max-sm:h-14">
                {SHOWN.map((id) => (
                  <TableCell key={id} className={onPhones(id)}>
                    <Skeleton className="h-3.5 w-3/4" />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </table>
      </GridBox>
    </div>
  );
}

const onPhones = (id: string): string => cn(id !== "name" && id !== "phone" && "max-sm:hidden");
