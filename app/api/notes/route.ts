import { route } from "@/lib/http/route";
import { NotesFilters } from "@/lib/notes/schema";
import { listNotes } from "@/lib/notes/server/list-notes";

export const GET = route({ query: NotesFilters, run: ({ viewer, query }) => listNotes(viewer, query) });
