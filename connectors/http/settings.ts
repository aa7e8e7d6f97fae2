import { z } from "zod";

/** What an administrator configures for one endpoint. Its signing secret ("whsec_…") is the target's secret. */
export const httpSettings = z
  .strictObject({
    url: z
      .string()
      .max(2_000)
      .refine((text) => isEndpoint(text), "an https:// URL without a user name or fragment"),
    /** Lets requests and answers cross the network in clear text, where anyone on the way can change the answers. */
    allowHttp: z.boolean().default(false),
    /** PEM of the authority that signed the server's certificate; else those the machine trusts. */
    ca: z.string().max(100_000).optional(),
    requestTimeoutMs: z.int().min(500).max(9_000).default(8_000),
  })
  .refine(({ url, allowHttp }) => allowHttp || !url.toLowerCase().startsWith("http:"), "http:// needs allowHttp");

export type HttpSettings = z.infer<typeof httpSettings>;

/** What an entitlement is at an endpoint: the name that the endpoint itself gave it. */
export const httpMapping = z.strictObject({ entitlement: z.string().min(1).max(500) });

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "" && hash === "";
}
