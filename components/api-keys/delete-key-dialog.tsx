"use client";

import { QuestionDialog } from "@/components/shared/question-dialog";
import type { ApiKeyDto } from "@/lib/api-keys/schema";

type DeleteKeyDialogProps = { apiKey: ApiKeyDto; isPending: boolean; onClose: () => void; onDelete: () => void };

export function DeleteKeyDialog({ apiKey, isPending, onClose, onDelete }: DeleteKeyDialogProps) {
  return (
    <QuestionDialog
      title={`Delete ${apiKey.name}?`}
      description="The stored key is erased and cannot be brought back."
      cancel="Keep it"
      confirm="Delete key"
      isPending={isPending}
      variant="danger"
      onConfirm={onDelete}
      onClose={onClose}
    >
      <ul className="grid list-disc gap-1.5 pl-4 text-sm">
        {apiKey.isDefault && (
          <li>This is the default key: nobody can look up until another key is made the default.</li>
        )}
        <li>Phones that are still awaited arrive all the same, but can no longer be asked after when they are late.</li>
        <li>History keeps the name of the key.</li>
        <li>Apollo still accepts the key. If it may have leaked, revoke it in Apollo’s settings too.</li>
      </ul>
    </QuestionDialog>
  );
}
