/** The key of whoever signed in, kept for this tab alone and never in an address. */

const NAME = "sodklong.console.key";

export function storedKey() {
  return sessionStorage.getItem(NAME);
}

export function storeKey(key) {
  sessionStorage.setItem(NAME, key);
}

export function forgetKey() {
  sessionStorage.removeItem(NAME);
}
