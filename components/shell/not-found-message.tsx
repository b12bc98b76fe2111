import Link from "next/link";
import { Orbit } from "@/components/shell/orbit";
import { FullPageMessage } from "@/components/shared/full-page-message";
import { Button } from "@/components/ui/button";

export function NotFoundMessage() {
  return (
    <FullPageMessage>
      <div className="flex flex-col items-center text-center">
        <Orbit className="mb-6 w-56" />
        <h1 className="text-xl font-semibold">Nothing at this address</h1>
        <p className="mt-1 max-w-sm text-balance text-muted-foreground">
          It may have been deleted, or it belongs to another workspace: switch to that one and open it again.
        </p>
        <Button asChild className="mt-5">
          <Link href="/lookup">Go to Look up</Link>
        </Button>
      </div>
    </FullPageMessage>
  );
}
