/**
 * What a page may load: our own files, and inline only what carries this answer's nonce. Nothing may frame it, no form leaves
 * it, and no inline style or script without the nonce runs, whoever wrote it there.
 */
export const contentSecurityPolicy = (
  nonce: string,
  /** Of style elements that a library writes without a nonce, as CSP has them: 'sha256-…'. */
  styleHashes: readonly string[],
  isDevelopment: boolean,
): string =>
  [
    "default-src 'self'",
    // React's development build evaluates code to rebuild stack traces, and reloads over a socket.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment
      ? "style-src 'self' 'unsafe-inline'"
      : ["style-src 'self'", `'nonce-${nonce}'`, ...styleHashes].join(" "),
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** For answers that are not pages. */
export const nothingAtAll = "default-src 'none'; frame-ancestors 'none'";
