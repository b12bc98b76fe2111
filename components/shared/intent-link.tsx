"use client";

import Link from "next/link";
import { useState, type ComponentProps } from "react";

type IntentLinkProps = Omit<ComponentProps<typeof Link>, "prefetch">;

/**
 * A link whose page is only fetched ahead once somebody points at it or reaches it by keyboard. What stands on every page
 * would otherwise be asked for on every page: two dozen links are two requests each, and each asks who is signed in.
 */
export function IntentLink({ onMouseEnter, onFocus, onTouchStart, ...props }: IntentLinkProps) {
  const [isMeant, setIsMeant] = useState(false);
  // What it stands in, a menu for one, listens too.
  const meaning =
    <Event,>(listener: ((event: Event) => void) | undefined) =>
    (event: Event) => {
      setIsMeant(true);
      listener?.(event);
    };
  return (
    <Link
      {...props}
      prefetch={isMeant ? null : false}
      onMouseEnter={meaning(onMouseEnter)}
      onFocus={meaning(onFocus)}
      onTouchStart={meaning(onTouchStart)}
    />
  );
}
