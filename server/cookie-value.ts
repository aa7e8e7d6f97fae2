/**
 * One cookie out of a Cookie header (RFC 6265, 4.2.1). Null when it is absent, and when it is there twice: then somebody else
 * may have planted one of them.
 */
export const cookieValue = (header: string | null, name: string): string | null => {
  const values = (header ?? "").split(";").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
  const [value] = values;
  return values.length === 1 && value ? value : null;
};
