"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { showToast } from "@/components/ui/toast";

const CONFIRMED_FOR_MS = 1500;

type CopyButtonProps = { value: string; /** Names the button, as "Copy email". */ label: string; className?: string };

export function CopyButton({ value, label, className }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  const timer = useRef<number>(undefined);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      // Browsers refuse the clipboard on plain http and when the page is not focused.
      showToast({
        tone: "error",
        title: "Your browser refused the clipboard",
        description: "Select the text and copy it.",
      });
      return;
    }
    setIsCopied(true);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      setIsCopied(false);
    }, CONFIRMED_FOR_MS);
  }

  return (
    <Button
      variant="ghost"
      size="icon-sm"
      className={cn("size-6", className)}
      title={label}
      onClick={() => void copy()}
    >
      {isCopied ? <Check aria-hidden className="text-success-ink" /> : <Copy aria-hidden />}
      <span className="sr-only" aria-live="polite">
        {isCopied ? "Copied" : label}
      </span>
    </Button>
  );
}
