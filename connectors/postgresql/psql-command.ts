export interface PsqlAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  readonly sslMode: string;
}

/** A line for a POSIX shell that connects and asks for the password. Any name is one word in it, whatever it contains. */
export function psqlCommand({ host, port, database, username, sslMode }: PsqlAddress): string {
  const words = { host, port, dbname: database, user: username, sslmode: sslMode };
  const connection = Object.entries(words)
    .map(([key, value]) => `${key}=${connectionValue(String(value))}`)
    .join(" ");
  return `psql ${shellWord(connection)}`;
}

/** libpq's own quoting ("Connection Strings" in its documentation). */
function connectionValue(value: string): string {
  return /^[\w.:-]+$/.test(value) ? value : `'${value.replace(/[\\']/g, "\\$&")}'`;
}

function shellWord(text: string): string {
  return /^[\w.:= -]+$/.test(text) ? `"${text}"` : `'${text.replaceAll("'", `'\\''`)}'`;
}
