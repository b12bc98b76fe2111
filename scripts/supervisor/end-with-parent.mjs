// Preloaded into the web server: when its supervisor is gone, however it went, the server ends as on SIGTERM.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
