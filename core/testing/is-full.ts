/** Whether a test tries everything (`npm run test:full`), and not the part that `npm test` has time for. */
export const isFull = process.env["LAPSE_TEST_FULL"] === "1";
