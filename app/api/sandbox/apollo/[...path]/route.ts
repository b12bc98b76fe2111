import { answerSandboxRequest } from "@/lib/sandbox/server/answer-sandbox-request";

export const dynamic = "force-dynamic";

export const GET = answerSandboxRequest;
export const POST = answerSandboxRequest;
export const PUT = answerSandboxRequest;
export const PATCH = answerSandboxRequest;
export const DELETE = answerSandboxRequest;
