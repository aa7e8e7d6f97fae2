import { z } from "zod";
import { identifier } from "./identifier.ts";

const host = z
  .string()
  .max(253)
  .regex(/^[\p{L}\p{N}._:-]+$/u, "a host name or address");
const port = z.int().min(1).max(65_535);

/** What an administrator configures for one PostgreSQL cluster. The connector role's password is the target's secret. */
export const postgresqlSettings = z
  .strictObject({
    host,
    port: port.default(5432),
    /** The connector's own role: not a superuser; see set-up.sql. */
    user: identifier.default("lapse_connector"),
    /** Where the connector does what concerns the whole cluster. */
    maintenanceDatabase: identifier.default("postgres"),
    /** What holders are told, where they reach the cluster by another way than the portal. */
    userHost: host.optional(),
    userPort: port.optional(),
    /** The name under which holders reach a database, by its name in the cluster (a pooler's alias). */
    userDatabases: z.record(identifier, identifier).default({}),
    /** `require` encrypts but does not check whom it talks to; `verify-full` does. */
    sslMode: z.enum(["disable", "require", "verify-full"]).default("verify-full"),
    /** PEM of the authority that signed the server's certificate; else those the machine trusts. */
    ca: z.string().max(100_000).optional(),
    /** Owns what accounts leave behind; has no login and no rights. */
    quarantineRole: identifier.default("lapse_quarantine"),
    statementTimeoutMs: z.int().min(500).max(5_000).default(5_000),
  })
  .refine((settings) => settings.user !== settings.quarantineRole, "the quarantine role cannot be the connector's own");

export type PostgresqlSettings = z.infer<typeof postgresqlSettings>;

/** What an entitlement is in a cluster: membership in one role, used in one database. */
export const postgresqlMapping = z.strictObject({
  role: identifier.refine((role) => role !== "public" && role !== "none", "a reserved name"),
  database: identifier,
  connectionLimit: z.int().min(1).max(100).default(5),
});

export type PostgresqlMapping = z.infer<typeof postgresqlMapping>;
