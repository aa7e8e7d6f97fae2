/** Round numbers from nothing up to at least `most`, about `count` of them above nothing; whole where they can be. */
export const niceSteps = (most: number, count: number): readonly number[] => {
  const rough = Math.max(most, 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power);
  const steps = Math.ceil(Math.max(most, 1) / step);
  return Array.from({ length: steps + 1 }, (_, at) => at * step);
};
