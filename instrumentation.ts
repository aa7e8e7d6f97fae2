/** Next calls this once, when the server starts and never during a build. */
export const register = async (): Promise<void> => {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { boot } = await import("#server/boot.ts");
  await boot();
};
