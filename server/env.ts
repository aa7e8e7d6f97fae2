import ipaddr from "ipaddr.js";
import { z } from "zod";
import { parseLogKeys, parseVerifierKeys, parseWitnessKey } from "#adapters/crypto/log-key.ts";
import { isLoopbackHost } from "#server/own-origins.ts";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const url = (protocols: readonly string[]) =>
  z.string().transform((value, context) => {
    const parsed = URL.parse(value);
    if (parsed && protocols.includes(parsed.protocol)) return parsed;
    context.addIssue({ code: "custom", message: `must be a URL starting with ${protocols.join(" or ")}` });
    return z.NEVER;
  });

/** Where the portal is reached. An origin: a path would be dropped silently by half of what is built from it. */
const publicUrl = url(["http:", "https:"])
  .refine((value) => value.href === `${value.origin}/`, "must have no path, query or user name")
  .refine(
    (value) => value.protocol === "https:" || isLoopbackHost(value.hostname),
    "must be https, except on localhost: a session cookie over plain HTTP can be read by anyone on the way",
  );

const userOf = (address: string): string => decodeURIComponent(new URL(address).username);

const sealKey = z.string().transform((value, context) => {
  const key = Buffer.from(value, "base64");
  if (key.length === 32 && key.toString("base64") === value) return key;
  context.addIssue({ code: "custom", message: "must be 32 bytes in base64" });
  return z.NEVER;
});

/** Text that `parse` understands; what it was is never shown. */
const parsed = <T>(parse: (text: string) => T | undefined, wanted: string) =>
  z.string().transform((value, context) => {
    const read = parse(value);
    if (read !== undefined) return read;
    context.addIssue({ code: "custom", message: wanted });
    return z.NEVER;
  });

const ranges = z
  .string()
  .transform((value) => value.split(",").flatMap((part) => part.trim() || []))
  .refine((parts) => parts.every((part) => ipaddr.isValidCIDR(part)), "must be CIDR ranges separated by commas");

const secureUrl = url(["https:", "http:"]).refine(
  (value) => value.protocol === "https:" || isLoopbackHost(value.hostname),
  "must be https, except on localhost",
);

/** `fetch` refuses an address with credentials, by an error that repeats them. */
const fetchedUrl = secureUrl.refine(
  (value) => value.username === "" && value.password === "",
  "must have no user name or password",
);

/** What a caller presents as a bearer token: nothing else can stand in that header (RFC 6750, 2.1). */
const presented = (shortest: number) =>
  z
    .string()
    .min(shortest, `must have at least ${shortest} characters`)
    .max(512, "must have at most 512 characters")
    .regex(/^[!-~]*$/, "must be ASCII without blanks: it is sent in a header");

const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "must be whsec_ and at least 24 bytes in base64");

const schema = z.object({
  DATABASE_URL: url(["postgres:", "postgresql:"]).transform((value) => value.href),
  /** A role that may delete personal values behind the record, and nothing else. Without one this process erases nothing. */
  LAPSE_ERASE_URL: url(["postgres:", "postgresql:"])
    .transform((value) => value.href)
    .optional(),
  LAPSE_PUBLIC_URL: publicUrl,
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
  LAPSE_SEAL_KEY: sealKey,
  CRON_SECRET: presented(8),
  /** What the log signs its checkpoints with. Two, separated by a blank, while one takes over from the other. */
  LAPSE_LOG_KEY: parsed(parseLogKeys, "must be a signing key as `npm run -s log-key -- NAME` makes it"),
  /** Public keys that signed once: served beside the current one. */
  LAPSE_LOG_RETIRED_KEYS: parsed(parseVerifierKeys, "must be vkeys separated by blanks").default([]),
  /** A file outside the database that only grows. */
  LAPSE_WITNESS_FILE: z.string().min(1).optional(),
  /** A C2SP tlog-witness, on another machine, and the key with which it signs. */
  LAPSE_WITNESS_URL: fetchedUrl.optional(),
  LAPSE_WITNESS_KEY: parsed(parseWitnessKey, "must be the vkey of a witness").optional(),
  /** Lets a witness read checkpoints and hash tiles. */
  LAPSE_WITNESS_TOKEN: presented(16).optional(),
  LAPSE_METRICS_TOKEN: presented(8).optional(),
  LAPSE_DEMO: flag.default(false),
  /** A demo that lasts an hour cannot wait a day: there, and only there, a new passkey may confirm decisions at once. */
  LAPSE_DEMO_NEW_PASSKEYS: flag.default(false),
  /** Ranges that targets may be in although they are private. */
  LAPSE_ALLOWED_ADDRESSES: ranges.default([]),
  LAPSE_TICKER: z.enum(["on", "off"]).default("on"),
  LAPSE_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** How many reverse proxies in front of the portal add to X-Forwarded-For. 0: nobody does, so the header is ignored. */
  LAPSE_TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** Where events are told outside, each an own decision: one OCSF object a line, signed OCSF batches, CEF over syslog. */
  LAPSE_SIEM_FILE: z.string().min(1).optional(),
  LAPSE_SIEM_WEBHOOK: fetchedUrl.optional(),
  LAPSE_SIEM_WEBHOOK_SECRET: webhookSecret.optional(),
  LAPSE_SIEM_SYSLOG: url(["tls:", "tcp:"]).optional(),
  /** `smtp://user:password@host:587` or `smtps://…:465`, and who the mail is from. */
  LAPSE_SMTP_URL: url(["smtp:", "smtps:"]).optional(),
  LAPSE_MAIL_FROM: z.string().min(3).max(200).optional(),
  /** A bot token; with a signing secret, votes can be cast from its messages. */
  LAPSE_SLACK_TOKEN: z.string().min(8).optional(),
  LAPSE_SLACK_SIGNING_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  LAPSE_SLACK_CHANNEL: z.string().min(1).optional(),
  /** Slack's own where absent. */
  LAPSE_SLACK_API_URL: fetchedUrl.optional(),
  /** How long what people were told is kept, in the inbox too. Not less than what the health of channels looks back on. */
  LAPSE_NOTICES_KEPT_DAYS: z.coerce.number().int().min(30).max(3650).default(90),
  /** Where notices are posted, signed as Standard Webhooks asks. */
  LAPSE_WEBHOOK_URL: secureUrl.optional(),
  LAPSE_WEBHOOK_SECRET: webhookSecret.optional(),
  LAPSE_OIDC_ISSUER: fetchedUrl
    // The discovery document lies at the same place, whether or not the issuer's name ends with a slash.
    .transform((value) => value.href.replace(/\/$/, ""))
    .optional(),
  LAPSE_OIDC_CLIENT_ID: z.string().min(1).optional(),
  LAPSE_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  LAPSE_OIDC_NAME: z.string().min(1).max(60).default("single sign-on"),
  LAPSE_OIDC_GROUPS_CLAIM: z.string().min(1).default("groups"),
});

const whole = schema
  .refine(
    (env) =>
      new Set(
        [env.LAPSE_OIDC_ISSUER, env.LAPSE_OIDC_CLIENT_ID, env.LAPSE_OIDC_CLIENT_SECRET].map((v) => v === undefined),
      ).size === 1,
    {
      path: ["LAPSE_OIDC_ISSUER"],
      error: "needs LAPSE_OIDC_CLIENT_ID and LAPSE_OIDC_CLIENT_SECRET, all three or none",
    },
  )
  .refine((env) => env.LAPSE_ERASE_URL === undefined || userOf(env.LAPSE_ERASE_URL) !== userOf(env.DATABASE_URL), {
    path: ["LAPSE_ERASE_URL"],
    error: "must name another role than DATABASE_URL: the portal itself must not be able to erase",
  })
  .refine((env) => (env.LAPSE_WITNESS_URL === undefined) === (env.LAPSE_WITNESS_KEY === undefined), {
    path: ["LAPSE_WITNESS_KEY"],
    error: "belongs to LAPSE_WITNESS_URL: both or none",
  })
  .refine((env) => env.LAPSE_WITNESS_FILE !== undefined || env.LAPSE_WITNESS_URL !== undefined, {
    path: ["LAPSE_WITNESS_FILE"],
    error:
      "or LAPSE_WITNESS_URL is needed: without a place outside the database, a restored or rewritten record could not be told from the true one",
  })
  .refine((env) => (env.LAPSE_SIEM_WEBHOOK === undefined) === (env.LAPSE_SIEM_WEBHOOK_SECRET === undefined), {
    path: ["LAPSE_SIEM_WEBHOOK"],
    error: "needs LAPSE_SIEM_WEBHOOK_SECRET, both or none",
  })
  .refine((env) => (env.LAPSE_SMTP_URL === undefined) === (env.LAPSE_MAIL_FROM === undefined), {
    path: ["LAPSE_MAIL_FROM"],
    error: "belongs to LAPSE_SMTP_URL: both or none",
  })
  .refine((env) => (env.LAPSE_WEBHOOK_URL === undefined) === (env.LAPSE_WEBHOOK_SECRET === undefined), {
    path: ["LAPSE_WEBHOOK_SECRET"],
    error: "belongs to LAPSE_WEBHOOK_URL: both or none",
  })
  .refine((env) => !env.LAPSE_DEMO || isLoopbackHost(env.LAPSE_PUBLIC_URL.hostname), {
    path: ["LAPSE_PUBLIC_URL"],
    error: "must be localhost for a demo portal: its people and passwords are known to everyone",
  })
  .refine((env) => !env.LAPSE_DEMO_NEW_PASSKEYS || env.LAPSE_DEMO, {
    path: ["LAPSE_DEMO_NEW_PASSKEYS"],
    error: "is for demo portals only: elsewhere a passkey confirms nothing before it is a day old",
  });

export type Env = z.output<typeof schema>;

/** Every fault of the configuration at once, so that it can be put right in one go. Names variables, never shows values. */
export class InvalidEnvironment extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(["The configuration is not valid:", ...faults.map((fault) => `  ${fault}`)].join("\n"));
    this.faults = faults;
  }
}

/** An empty variable counts as absent: that is how compose files and CI systems spell "not set". */
export const readEnv = (source: Readonly<Record<string, string | undefined>>): Env => {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = whole.safeParse(present);
  if (parsed.success) return parsed.data;
  throw new InvalidEnvironment(
    parsed.error.issues.map(({ code, path, message }) => {
      const name = path.join(".");
      // What it must be for the sake of another is said in our own words, also where it is not there.
      return present[name] === undefined && code !== "custom" ? `${name} is missing` : `${name} ${message}`;
    }),
  );
};

let known: Env | undefined;

/** The configuration of this process, parsed when first asked for (never during a build). Throws `InvalidEnvironment`. */
export const env = (): Env => {
  if (known) return known;
  known = readEnv(process.env);
  // next-auth builds its links from this variable alone; one source for both.
  process.env.NEXTAUTH_URL = known.LAPSE_PUBLIC_URL.origin;
  return known;
};
