// What is said aloud by a screen reader, and seen by nobody: a log, so that what is said at once after
// something else does not take its place.
const live = document.getElementById("live");
const KEPT = 5;

export function say(text) {
  const line = document.createElement("p");
  line.textContent = text;
  live.append(line);
  while (live.children.length > KEPT) live.firstChild.remove();
}
