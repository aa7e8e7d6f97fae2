/** Of a password that is being chosen. NIST SP 800-63B-4: length, and nothing else, is required of its form. */
export const newPasswordLeast = 15;

/** Short enough not to be an attack on the hash. */
export const passwordMost = 1024;
