// One page: its picture, what stands on it, and its caption. It is filled when it comes near.
const STEP = 64; // pixels: a window that is dragged wider does not have every width drawn

export class Page {
  constructor(told, title) {
    this.root = document.createElement("figure");
    this.root.className = "page";
    this.paper = document.createElement("div");
    this.paper.className = "paper";
    this.paper.tabIndex = 0;
    this.paper.setAttribute("role", "group");
    this.trim = document.createElement("div");
    this.trim.className = "trim";
    this.image = document.createElement("img");
    this.image.alt = "";
    this.image.decoding = "async";
    this.paper.append(this.image, this.trim);
    this.caption = document.createElement("figcaption");
    this.root.append(this.paper, this.caption);
    this.near = false;
    this.drawn = "";
    this.ready = Promise.resolve();
    this.tell(told, title, null);
  }

  // Returns true where it looks otherwise than before.
  tell(told, title, counts) {
    const before = this.told;
    this.told = told;
    this.paper.style.setProperty("--ratio", `${told.width} / ${told.height}`);
    this.paper.setAttribute("aria-label", `Page ${told.number}${title ? `, ${title}` : ""}`);
    const number = document.createElement("b");
    number.textContent = told.number;
    const words = document.createElement("span");
    words.className = "title";
    words.textContent = title;
    this.caption.replaceChildren(number, words, ...icons(counts));
    // Lines in files move with every line that is written above them: the page stays as it is.
    if (!before || looks(before.parts) !== looks(told.parts)) this.parts = null;
    if (this.near) this.fill();
    return before?.key !== told.key;
  }

  come(near, bleed) {
    this.near = near;
    this.bleed = bleed;
    if (near) this.fill();
  }

  // Draws what is lacking; `ready` is kept when the picture can be seen.
  fill() {
    if (!this.parts) this.overlay();
    const width = this.paper.clientWidth * devicePixelRatio;
    if (!width) return;
    const wide = Math.min(4096, Math.ceil(width / STEP) * STEP);
    const address = `page/${this.told.key}/${wide}.bmp${this.bleed ? "?bleed=1" : ""}`;
    if (address === this.drawn) return;
    this.drawn = address;
    const next = new Image();
    next.src = address;
    next.alt = "";
    // The old picture stays until the new one can take its place.
    this.ready = next.decode().then(() => {
      if (this.drawn !== address) return;
      this.image.replaceWith(next);
      this.image = next;
    }).catch(() => { if (this.drawn === address) this.drawn = ""; });
  }

  overlay() {
    const made = [];
    this.told.parts.forEach((part, index) => {
      part.areas.forEach((area, nth) => {
        const button = document.createElement("button");
        button.className = "block";
        button.tabIndex = -1;
        button.dataset.part = index;
        place(button, area);
        if (nth) button.setAttribute("aria-hidden", "true");
        else button.textContent = part.words || "Picture";
        made.push(button);
      });
    });
    const focused = this.trim.contains(document.activeElement) ? document.activeElement.dataset.part : null;
    this.parts = made;
    this.trim.replaceChildren(...made);
    made.find((each) => each.dataset.part === focused)?.focus({ preventScroll: true });
  }

  buttons(index) {
    if (!this.parts) this.overlay();
    return this.parts.filter((each) => Number(each.dataset.part) === index);
  }

  mark(finding) {
    if (!this.parts) this.overlay();
    const marker = document.createElement("div");
    marker.className = `marker ${finding.severity}`;
    const label = document.createElement("span");
    label.textContent = finding.code;
    marker.append(label);
    place(marker, finding.area ?? [0, 0, 1, 1]);
    this.trim.append(marker);
    return marker;
  }
}

function looks(parts) {
  return JSON.stringify(parts.map((each) => [each.words, each.areas]));
}

function place(element, [x, y, width, height]) {
  Object.assign(element.style, {
    left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%`,
  });
}

function icons(counts) {
  return ["error", "warning", "note"].filter((kind) => counts?.[kind]).map((kind) => {
    const icon = document.createElement("span");
    icon.className = `icon ${kind}`;
    icon.setAttribute("role", "img");
    const word = counts[kind] === 1 ? kind : `${kind}s`;
    icon.setAttribute("aria-label", `${counts[kind]} ${word}`);
    icon.title = `${counts[kind]} ${word}`;
    return icon;
  });
}
