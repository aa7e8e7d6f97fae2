/**
 * How well an entry fits what was typed: 1 where each word of it begins one of the entry's words, 0.5 where each is somewhere
 * inside, 0 otherwise. Letters that are merely scattered over an address fit nothing: the first entry is what Enter opens.
 */
export const paletteFitness = (_id: string, typed: string, names: readonly string[] = []): number => {
  const text = names.join(" ").toLowerCase();
  const words = text.split(/[^\p{L}\p{N}]+/u);
  const asked = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  if (asked.every((part) => words.some((word) => word.startsWith(part)))) return 1;
  return asked.every((part) => text.includes(part)) ? 0.5 : 0;
};
