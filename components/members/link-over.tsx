import Link from "next/link";
import { Button } from "@/components/ui/button";

/** For every one-time link that does not open anything: used, replaced, withdrawn, too old or made up. */
export function LinkOver() {
  return (
    <div className="grid gap-3 text-center">
      <h1 className="text-lg font-semibold">This link does not work</h1>
      <p className="text-sm text-balance text-muted-foreground">
        It may have been used, replaced or withdrawn, or be too old. Ask an admin for a new one.
      </p>
      <Button asChild className="justify-self-center">
        <Link href="/sign-in">Go to sign-in</Link>
      </Button>
    </div>
  );
}
