import { beforeAll, expect, test, vi } from "vitest";
import { defineCron, type Job } from "#server/define-cron.ts";
import { useTestEnvironment } from "#server/testing/use-test-environment.ts";

beforeAll(() => useTestEnvironment());

const call = async (authorization: string | null, job: Job<unknown>, method = "POST") =>
  defineCron(job)(
    new Request("http://localhost:3000/api/cron/x", {
      method,
      headers: authorization === null ? {} : { authorization },
    }),
  );

test.each([
  ["nobody", null],
  ["another secret", "Bearer not-the-real-cron-secret"],
  ["a prefix of the secret", "Bearer not-a-real-cron-secre"],
  ["the secret under another scheme", "Basic not-a-real-cron-secret"],
  ["the secret without a scheme", "not-a-real-cron-secret"],
  ["nothing after the scheme", "Bearer "],
])("%s is refused, and the job does not run", async (_, authorization) => {
  const job = vi.fn<Job<null>>().mockResolvedValue(null);
  const response = await call(authorization, job);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: "not_signed_in", status: 401 });
  expect(job).not.toHaveBeenCalled();
});

test.each(["GET", "POST"])("the secret runs the job by %s, as the portal itself", async (method) => {
  const job = vi.fn<Job<{ ended: number }>>().mockResolvedValue({ ended: 2 });
  const response = await call("Bearer not-a-real-cron-secret", job, method);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({ ended: 2 });
  expect(job).toHaveBeenCalledExactlyOnceWith(
    expect.anything(),
    expect.objectContaining({ personId: null, via: "cron" }),
  );
});

test("a job that fails says so by a correlation id and nothing else", async () => {
  const response = await call("Bearer not-a-real-cron-secret", () => Promise.reject(new Error("the password is x")));
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).toContain("internal_error");
  expect(text).not.toContain("password");
});
