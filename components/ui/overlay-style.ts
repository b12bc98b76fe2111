/** The surface of everything that floats beside its trigger. */
export const overlayStyle =
  "d:z-50 d:rounded-lg d:border d:bg-popover d:text-foreground d:shadow-overlay d:outline-none motion-safe:animate-rise-in";

export const menuRowStyle = [
  "d:relative d:flex d:h-8 d:items-center d:gap-2 d:rounded-md d:px-2 d:text-sm d:outline-none d:select-none max-sm:d:h-10",
  "data-[highlighted]:bg-hover data-[disabled]:pointer-events-none data-[disabled]:opacity-50",
  "[&_svg]:d:size-4 [&_svg]:d:shrink-0 [&_svg]:d:text-muted-foreground",
];
