import "server-only";

/** What a socket can do that an answer cannot say. */
export type SocketFault = "reset" | "hang" | "drip";

/** An answer before it takes the form of a transport. */
export type SandboxAnswer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  fault?: SocketFault;
  /** In the call log. */
  callId?: bigint;
};

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

export const jsonText = (status: number, body: string): SandboxAnswer => ({ status, headers: JSON_TYPE, body });

export const json = (status: number, body: unknown): SandboxAnswer => jsonText(status, JSON.stringify(body));

export const typedText = (status: number, type: string, body: string): SandboxAnswer => ({
  status,
  headers: { "content-type": type },
  body,
});
