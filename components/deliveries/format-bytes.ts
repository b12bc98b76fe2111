const KIB = 1024;

/** "812 B", "1.4 KB", "512 KB". */
export function formatBytes(bytes: number): string {
  if (bytes < KIB) return `${String(bytes)} B`;
  const kilobytes = bytes / KIB;
  return `${kilobytes < 10 ? kilobytes.toFixed(1) : String(Math.round(kilobytes))} KB`;
}
