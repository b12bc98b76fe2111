"use client";

import Link from "next/link";
import { useState, type ComponentProps } from "react";

/**
 * A link whose page is only fetched ahead once somebody points at it or reaches it by keyboard. What stands on every page
 * would otherwise be asked for on every page: two dozen links are two requests each, and each asks who is signed in.
 */
export function IntentLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
  const [isMeant, setIsMeant] = useState(false);
  const mean = () => {
    setIsMeant(true);
  };
  return <Link {...props} prefetch={isMeant ? null : false} onMouseEnter={mean} onFocus={mean} onTouchStart={mean} />;
}
