import { receiveWebhook, refuseMethod } from "@/lib/deliveries/server/receive-webhook";

export const dynamic = "force-dynamic";

export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  return receiveWebhook(request, (await params).token);
}

export { refuseMethod as DELETE, refuseMethod as GET, refuseMethod as HEAD, refuseMethod as OPTIONS };
export { refuseMethod as PATCH, refuseMethod as PUT };
