-- CreateTable
CREATE TABLE "oidc_link" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "oidc_link_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateIndex
CREATE UNIQUE INDEX "oidc_link_user_id_issuer_key" ON "oidc_link"("user_id", "issuer");

-- AddForeignKey
ALTER TABLE "oidc_link" ADD CONSTRAINT "oidc_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- As OpenID Connect bounds it. An empty one would be everybody's.
ALTER TABLE "oidc_link" ADD CONSTRAINT "oidc_link_subject_length" CHECK (length("subject") BETWEEN 1 AND 255);
