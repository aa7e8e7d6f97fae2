import type { Database } from "./client.ts";
import { asRowOrNull, asRows } from "./rows.ts";
import type { Proofs } from "#core/ports/proofs.ts";

export const createProofs = (prisma: Database): Proofs => ({
  passkeysOf: async (personId) =>
    asRows(
      "Passkey",
      await prisma.passkey.findMany({
        where: { personId, removedAt: null },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      }),
    ),
  findPasskey: async (id) => asRowOrNull("Passkey", await prisma.passkey.findUnique({ where: { id } })),
  passkeyByCredential: async (credentialId) =>
    asRowOrNull("Passkey", await prisma.passkey.findUnique({ where: { credentialId } })),
  findStepUp: async (id) => asRowOrNull("StepUp", await prisma.stepUp.findUnique({ where: { id } })),
  recoveryCodesOf: async (personId) =>
    asRows(
      "RecoveryCode",
      await prisma.recoveryCode.findMany({
        where: { personId, usedAt: null, replacedAt: null },
        orderBy: { id: "asc" },
      }),
    ),
});
