/**
 * CSP sources for the one style sheet that cannot carry a nonce: sonner (2.0.8) makes a <style> element, empty first and then
 * with this text. Add both to `style-src`; nothing else is allowed by them. The test fails when a new version changes the text.
 */
export const toastStyleHashes = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
] as const;
