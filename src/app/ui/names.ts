// Joins class names, leaving out what is off.
export const names = (...parts: readonly (string | false | null | undefined)[]): string =>
  parts.filter(Boolean).join(' ');
