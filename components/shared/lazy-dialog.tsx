"use client";

import { lazy, Suspense, useState, type ComponentType, type LazyExoticComponent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

type Closable = { onClose: () => void };

/**
 * A dialog whose script is fetched when it is opened for the first time; the page goes on meanwhile. Where the script does
 * not come, that is said in the dialog's place, and to open it again is to fetch it again.
 */
export function lazyDialog<Props extends Closable>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  // React keeps what a lazy component once came to, so that another try needs another one.
  const fetchAnew = (): LazyExoticComponent<ComponentType<Props>> =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch {
        latest = fetchAnew();
        return { default: NotFetched };
      }
    });
  let latest = fetchAnew();
  return function LazyDialog(props: Props) {
    const [Dialog] = useState(() => latest);
    // Without a boundary of its own, what suspends here would hold up every change of the whole page.
    return (
      <Suspense>
        <Dialog {...props} />
      </Suspense>
    );
  };
}

function NotFetched({ onClose }: Closable) {
  return (
    <div className="fixed inset-x-4 bottom-4 z-50 mx-auto max-w-md rounded-lg bg-popover shadow-overlay">
      <Alert
        tone="danger"
        title="This could not be fetched"
        action={
          <Button size="sm" onClick={onClose}>
            Close
          </Button>
        }
      >
        Close this and try again. If that does not help, load the page again.
      </Alert>
    </div>
  );
}
