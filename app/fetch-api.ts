/** What the HTTP API refused with. `status` lets the query client tell a refusal from a lost connection. */
class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(`${status} ${code}`);
    this.name = "ApiRefusal";
    this.status = status;
    this.code = code;
  }
}

/** Reads from our own API with the session's cookie. Throws `ApiRefusal` for anything but a success. */
export const fetchApi = async <T>(path: string, signal?: AbortSignal): Promise<T> => {
  const response = await fetch(path, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  if (response.ok) return (await response.json()) as T;
  const problem: unknown = await response.json().catch(() => null);
  const code = typeof problem === "object" && problem !== null && "code" in problem ? String(problem.code) : "unknown";
  throw new ApiRefusal(response.status, code);
};
