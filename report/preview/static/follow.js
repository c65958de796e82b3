// Which part of new pages is the one that was chosen: an edit has changed its words, and the id of a
// block, which is made of its first words, may have changed with them or be another's now.
const LEAST = 3; // less alike is chance

// `chosen` is { page, index }, both counted from 0, as is what comes back; null where it is gone.
export function follow(before, chosen, now) {
  const old = parts(before);
  const at = old.findIndex((each) => each.page === chosen.page && each.index === chosen.index);
  if (at < 0) return null;
  const found = parts(now);
  let [best, most] = [null, LEAST - 1];
  found.forEach((each, index) => {
    const alike = likeness(old, at, found, index);
    const nearer = best === null || Math.abs(index - at) < Math.abs(best - at);
    if (alike > most || (alike === most && alike >= LEAST && nearer)) [best, most] = [index, alike];
  });
  return best === null ? null : { page: found[best].page, index: found[best].index };
}

function parts(pages) {
  return pages.flatMap((page, number) => page.parts.map((part, index) => ({ ...part, page: number, index })));
}

function likeness(old, at, found, index) {
  const [one, other] = [old[at], found[index]];
  if (!one.words !== !other.words) return 0; // a picture is no text
  const same = (step) => old[at + step]?.words === found[index + step]?.words;
  const words = one.words && one.words === other.words ? 4 : 0;
  const neighbours = (same(-1) ? 2 : 0) + (same(1) ? 2 : 0);
  const place = (at === index ? 1 : 0) + (old.length - at === found.length - index ? 1 : 0);
  return words + neighbours + place + (one.at === other.at ? 1 : 0);
}
