// The address somebody is signing in with, as far as a field can tell; the server looks again.
// Between the two steps it is kept by the tab alone, because the mail with the code may be read in it.
const name = 'gondola-sign-in';

export const isAddress = (text: string): boolean =>
  /^[^\s@"'<>(),:;\\[\]]+@[^\s@]+\.[^\s@.]+$/.test(text) && text.length <= 254;

export const isFirstName = (text: string): boolean => text.length <= 20 && /^\p{L}[\p{L}\p{M} '’.-]*$/u.test(text);

export function keptAddress(): string {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

export function keepAddress(address: string): void {
  try {
    sessionStorage.setItem(name, address);
  } catch {
    // Then it is typed again.
  }
}

export function forgetAddress(): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // It was never kept.
  }
}
