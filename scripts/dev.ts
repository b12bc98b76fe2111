import { runUntilStopped } from "@/scripts/supervisor/run-until-stopped";
import { startProgram } from "@/scripts/supervisor/start-program";

await runUntilStopped((run) => startProgram("development", run));
