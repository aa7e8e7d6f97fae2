import { Prisma } from "./generated/client.ts";
import { preparedMark, type Database } from "./client.ts";
import { asRow } from "./rows.ts";
import { columnsOf } from "./store/tables.ts";
import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";

type Row = Readonly<Record<string, unknown>>;

const parts = { Entitlement: "e", Resource: "r", Target: "t" } as const;
type Part = keyof typeof parts;

/** All columns of a part, each named after both. */
const named = (table: Part): string =>
  columnsOf[table].map((name) => `${parts[table]}."${name}" AS "${parts[table]}.${name}"`).join(", ");

const selected = Prisma.raw(`${preparedMark} SELECT ${named("Entitlement")}, ${named("Resource")}, ${named("Target")},
  o."name" AS "ownerGroup" FROM "Entitlement" e LEFT JOIN "Resource" r ON r."id" = e."resourceId"
  LEFT JOIN "Target" t ON t."id" = e."targetId" LEFT JOIN "Group" o ON o."id" = r."ownerGroupId"`);

/**
 * Entitlements with what they belong to, by name, in one prepared reading: each claim of the reconciler asks for them. Throws where one
 * belongs to nothing.
 */
export const itemsOfIds = async (prisma: Database, ids: readonly string[]): Promise<readonly CatalogueItem[]> => {
  const rows = await prisma.$queryRaw<Row[]>`${selected}
    WHERE e."id" = ANY(${[...ids]}::text[]) ORDER BY e."name", e."id"`;
  return rows.map((row) => ({
    entitlement: asRow("Entitlement", partOf(row, "Entitlement")),
    resource: asRow("Resource", partOf(row, "Resource")),
    target: asRow("Target", partOf(row, "Target")),
    ownerGroup: row["ownerGroup"] as string | null,
  }));
};

const partOf = (row: Row, table: Part): { readonly version: number } => {
  const values = columnsOf[table].map((name) => [name, row[`${parts[table]}.${name}`]] as const);
  const part = Object.fromEntries(values) as { readonly id: unknown; readonly version: number };
  if (part.id === null) throw new Error(`${String(row["e.id"])} belongs to nothing`);
  return part;
};
