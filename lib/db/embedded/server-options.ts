import { totalmem } from "node:os";

/**
 * A sixteenth of the machine's memory, between 128 MB and 1 GB: what lists read again and again is found there, and the
 * rest of the machine is left to whatever else runs on it. It is taken as it is used.
 */
export function sharedBuffersMb(memoryBytes: number): number {
  return Math.min(1024, Math.max(128, Math.floor(memoryBytes / 2 ** 20 / 16)));
}

/** Command-line settings: a small machine's, and nothing that a file in the cluster could have changed. */
export function serverOptions(clusterDir: string, port: number, isDurable: boolean): string[] {
  const onlyIfDurable = isDurable ? "on" : "off";
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: `${String(sharedBuffersMb(totalmem()))}MB`,
    max_wal_size: "512MB",
    jit: "off",
    // A young workspace grows tenfold within a minute of its first import: the planner hears of it soon.
    autovacuum_naptime: "10s",
    io_method: "sync",
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    log_line_prefix: "%m [%p] ",
    // What people look up must not reach a log by way of a failed statement.
    log_statement: "none",
    log_min_error_statement: "panic",
    fsync: onlyIfDurable,
    synchronous_commit: onlyIfDurable,
    full_page_writes: onlyIfDurable,
  };
  return ["-D", clusterDir, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${String(value)}`])];
}
