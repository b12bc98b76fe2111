export function SkipLink() {
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-foreground px-3 py-2 text-background focus:translate-y-0"
    >
      Skip to content
    </a>
  );
}
