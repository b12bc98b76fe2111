import { AccessFileLinks } from "@/components/privacy/access-file-links";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";

/** For admins: what the person themselves may ask for. */
export function PrivacyPanel({ personId }: { personId: string }) {
  return (
    <Card aria-label="Privacy">
      <CardHeader>
        <CardTitle>Privacy</CardTitle>
      </CardHeader>
      <CardBody className="grid gap-2">
        <p className="text-muted-foreground">
          Access file: all that is held on this person, covered numbers too, with where each value came from. The audit
          keeps that you made it.
        </p>
        <AccessFileLinks personId={personId} />
      </CardBody>
    </Card>
  );
}
