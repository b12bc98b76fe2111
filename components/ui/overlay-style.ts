/** The surface of everything that floats beside its trigger. */
export const overlayStyle =
  "z-50 rounded-lg border bg-popover text-foreground shadow-overlay outline-none motion-safe:animate-rise-in";

export const menuRowStyle = [
  "relative flex h-8 items-center gap-2 rounded-md px-2 text-sm outline-none select-none max-sm:h-10",
  "data-[highlighted]:bg-hover data-[disabled]:pointer-events-none data-[disabled]:opacity-50",
  "[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground",
];
