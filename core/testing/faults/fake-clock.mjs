// Preloaded into a process of the portal: its own clock is wrong in the way that LAPSE_FAKE_CLOCK says. What measures time without
// telling it (performance.now) stays.
const mode = process.env["LAPSE_FAKE_CLOCK"] ?? "";
const dayMs = 86_400_000;
const Real = Date;
const startedMs = Real.now();
const faked = {
  ahead: () => Real.now() + dayMs,
  behind: () => Real.now() - dayMs,
  // An hour back, each half second again.
  backwards: () => Real.now() - Math.floor((Real.now() - startedMs) / 500) * 3_600_000,
  // Ten minutes in which it did not run, and then runs on from there.
  stopped: () => (Real.now() - startedMs < 700 ? startedMs : Real.now() - 600_000),
}[mode];

if (faked) {
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(faked());
      else super(...given);
    }
    static now() {
      return faked();
    }
  };
}
