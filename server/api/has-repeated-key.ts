/** Whether an object in this text names a key twice. The text must be valid JSON. */
export const hasRepeatedKey = (json: string): boolean => {
  const open: (Set<string> | null)[] = [];
  for (const { 0: token, index } of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (isFollowedByColon(json, index + token.length)) {
      const keys = open.at(-1);
      // Compared as they read, not as they are spelt: "a" and "\u0061" are the same key.
      const key = JSON.parse(token) as string;
      if (keys?.has(key)) return true;
      keys?.add(key);
    }
  }
  return false;
};

const isFollowedByColon = (json: string, at: number): boolean => {
  const colon = /\s*:/y;
  colon.lastIndex = at;
  return colon.test(json);
};
