// What is said aloud by a screen reader, and seen by nobody.
const live = document.getElementById("live");
let again = 0;

export function say(text) {
  // The same words a second time are a change only when they differ.
  again = 1 - again;
  live.textContent = again ? text : `${text}\u00a0`;
}
