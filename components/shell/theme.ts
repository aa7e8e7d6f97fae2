export type Theme = "light" | "dark" | "system";

export const themeCookie = "lapse_theme";

/** Anything but a known word is the system's choice. */
export const parseTheme = (value: string | undefined): Theme =>
  value === "light" || value === "dark" ? value : "system";
