"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { touchPresenceAction } from "@/lib/lookups/actions";

const LOOK_EVERY_MS = 60_000;
/** Well below the time after which a member counts as away. */
const TELL_EVERY_MS = 5 * 60_000;
const SIGNS = ["pointerdown", "keydown", "wheel"] as const;

/** Lets the server know that somebody is at work here, so that it knows from when on they are not. Shows nothing. */
export function Presence() {
  const { mutate } = useMutation({ mutationFn: () => touchPresenceAction({}) });
  const tell = useEffectEvent(() => {
    mutate();
  });
  // The external systems are the hand on mouse and keys, and the clock.
  useEffect(() => {
    let isActive = false;
    let toldAt = 0;
    const onSign = () => {
      isActive = true;
    };
    const look = () => {
      if (!isActive || document.visibilityState === "hidden" || Date.now() - toldAt < TELL_EVERY_MS) return;
      isActive = false;
      toldAt = Date.now();
      tell();
    };
    for (const sign of SIGNS) document.addEventListener(sign, onSign, { passive: true });
    const timer = window.setInterval(look, LOOK_EVERY_MS);
    return () => {
      for (const sign of SIGNS) document.removeEventListener(sign, onSign);
      window.clearInterval(timer);
    };
  }, []);
  return null;
}
