export type AuditEntry = {
  workspaceId?: string;
  /** The user who did it; nobody for the program itself and for whoever could not sign in. */
  actorId?: string;
  /** `noun.verb`, such as `sign_in.refused` or `api_key.added`. */
  action: string;
  /** The id of what it was done to. */
  subject?: string;
  /** What else a reviewer must know: ids, words and numbers; never a secret and never personal data. */
  detail?: Record<string, unknown>;
  /** Where the request came from. */
  address?: string;
};
