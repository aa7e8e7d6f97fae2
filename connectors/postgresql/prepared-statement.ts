import { escapeLiteral } from "pg";

/**
 * A statement that a connection has prepared. Executed by its text, several go to the server in one message, and none is planned
 * anew, which costs more than running it.
 */
export interface PreparedStatement {
  readonly prepare: string;
  execute(...values: readonly string[]): string;
}

/** `types` are those of the parameters, as SQL. */
export function preparedStatement(name: string, types: string, text: string): PreparedStatement {
  return {
    prepare: `prepare ${name}(${types}) as ${text}`,
    execute: (...values) => `execute ${name}(${values.map((value) => escapeLiteral(value)).join(", ")})`,
  };
}
