"use client";

import { Check } from "lucide-react";
import * as Primitive from "radix-ui/dropdown-menu";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { menuRowStyle, overlayStyle } from "@/components/ui/overlay-style";

/**
 * Not modal: a modal menu hides the page from screen readers although its links keep the focus order, and its lock on
 * scrolling moves the page by a scrollbar's width.
 */
export function DropdownMenu(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={false} {...props} />;
}

export const DropdownMenuTrigger = Primitive.Trigger;
export const DropdownMenuRadioGroup = Primitive.RadioGroup;

type ContentProps = ComponentProps<typeof Primitive.Content> & {
  /** Stays beside its trigger in the document, and so in its landmark. Only where nothing around clips it. */
  isInline?: boolean;
};

export function DropdownMenuContent({ className, sideOffset = 4, isInline = false, ...props }: ContentProps) {
  const content = (
    <Primitive.Content
      sideOffset={sideOffset}
      collisionPadding={8}
      className={cn(
        overlayStyle,
        "d:max-h-(--radix-dropdown-menu-content-available-height) d:min-w-48 d:overflow-y-auto d:p-1",
        className,
      )}
      {...props}
    />
  );
  return isInline ? content : <Primitive.Portal>{content}</Primitive.Portal>;
}

type ItemProps = ComponentProps<typeof Primitive.Item> & { tone?: "plain" | "danger" };

export function DropdownMenuItem({ className, tone = "plain", ...props }: ItemProps) {
  return (
    <Primitive.Item
      className={cn(menuRowStyle, tone === "danger" && "text-danger-ink [&_svg]:text-danger-ink", className)}
      {...props}
    />
  );
}

export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={cn(menuRowStyle, "pr-8", className)} {...props}>
      {children}
      <Primitive.ItemIndicator className="absolute right-2">
        <Check aria-hidden />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Primitive.Label>) {
  return (
    <Primitive.Label className={cn("d:px-2 d:pt-1.5 d:pb-1 d:text-xs d:text-muted-foreground", className)} {...props} />
  );
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn("d:-mx-1 d:my-1 d:h-px d:bg-border", className)} {...props} />;
}
