// The pages of an edition: one below the other, as spreads, or all at once.
import { follow } from "./follow.js";
import { Page } from "./page.js";

const SHEET = 190; // pixels a page of the contact sheet is wide
const PX_PER_PT = 96 / 72;

export class Pages {
  constructor(room, { chosen, mode }) {
    this.room = room;
    this.chosenOne = chosen;
    this.toMode = mode;
    this.pages = [];
    this.scale = "page";
    this.bleed = false;
    this.mode = "pages";
    this.sight = new IntersectionObserver((seen) => {
      for (const each of seen) each.target.page.come(each.isIntersecting, this.bleed);
    }, { root: room, rootMargin: "60% 0px" });
    new ResizeObserver(() => this.resized()).observe(room);
    room.addEventListener("click", (event) => this.clicked(event));
    room.addEventListener("dblclick", (event) => {
      if (event.target.closest(".block")) document.dispatchEvent(new CustomEvent("edit-words"));
    });
    room.addEventListener("keydown", (event) => this.key(event));
    this.begin();
  }

  begin() {
    const box = document.createElement("div");
    box.className = "begin";
    const sheet = document.createElement("div");
    sheet.className = "blank";
    sheet.append(...Array.from({ length: 6 }, () => document.createElement("i")));
    const words = document.createElement("p");
    words.textContent = "Laying out the pages. The first time takes a little longer.";
    this.far = document.createElement("progress");
    this.far.setAttribute("aria-label", "Sections that are laid out");
    this.far.hidden = true;
    box.append(sheet, words, this.far);
    this.room.replaceChildren(box);
  }

  // How far the first layout is; what is shown later stays while it is made anew.
  laying(done, of) {
    this.far.hidden = !(of > 1);
    if (of > 1) Object.assign(this.far, { value: done, max: of });
  }

  show(told, counts) {
    if (this.chosen) this.moved = follow(this.told.pages, this.chosen, told.pages);
    this.told = told;
    const same = this.pages.length === told.pages.length && this.rtl === told.rightToLeft;
    this.rtl = told.rightToLeft;
    told.pages.forEach((page, index) => {
      const title = told.sections[page.section] ?? "";
      this.pages[index] ??= new Page(page, title);
      this.pages[index].tell(page, title, counts.get(page.number));
    });
    for (const gone of this.pages.splice(told.pages.length)) this.sight.unobserve(gone.root);
    if (!same) this.arrange();
    this.sizes();
    this.redraw();
    this.again();
  }

  // Puts the pages into the room as the mode wants them.
  arrange() {
    if (!this.pages.length) return;
    this.room.dataset.mode = this.mode;
    const roots = this.pages.map((each) => each.root);
    if (this.mode === "spreads") {
      const spreads = [];
      roots.forEach((root, index) => {
        // The first page is a recto: alone, on the side where it lies.
        if (index === 0 || index % 2) {
          const spread = document.createElement("div");
          spread.className = "spread";
          spread.dir = this.rtl ? "rtl" : "ltr";
          if (index === 0) spread.dataset.alone = "end";
          else if (index === roots.length - 1) spread.dataset.alone = "start";
          spreads.push(spread);
        }
        spreads.at(-1).append(root);
      });
      this.room.replaceChildren(...spreads);
    } else this.room.replaceChildren(...roots);
    this.room.dir = this.rtl && this.mode === "sheet" ? "rtl" : "ltr";
    this.pages.forEach((page, index) => {
      page.root.page = page;
      page.paper.dataset.index = index;
      this.sight.unobserve(page.root);
      this.sight.observe(page.root);
    });
  }

  setMode(mode) {
    const here = this.current();
    this.mode = mode;
    this.room.dataset.mode = mode;
    this.arrange();
    this.sizes();
    this.pages[here]?.root.scrollIntoView({ block: "center" });
  }

  showBleed(on) {
    this.bleed = on;
    this.room.classList.toggle("with-bleed", on);
    this.sizes();
    this.redraw();
  }

  zoom(scale) {
    const here = this.current();
    this.scale = scale;
    this.sizes();
    this.pages[here]?.root.scrollIntoView({ block: "nearest" });
  }

  resized() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.sizes(); this.redraw(); }, 80);
    this.sizes();
  }

  // Gives each page its width.
  sizes() {
    const style = getComputedStyle(this.room);
    const across = this.room.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const down = this.room.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom) - 34;
    for (const { told, root, paper, trim } of this.pages) {
      const more = this.bleed ? told.bleed * 2 : 0;
      const width = told.width + more;
      const height = told.height + more;
      const abreast = this.mode === "spreads" ? 2 : 1;
      let px = SHEET;
      if (this.mode !== "sheet") {
        if (this.scale === "width") px = across / abreast;
        else if (this.scale === "page") px = Math.min(across / abreast, (down * width) / height);
        else px = width * PX_PER_PT * Number(this.scale);
      }
      root.style.setProperty("--page-width", `${Math.max(80, Math.floor(px))}px`);
      root.parentElement?.style.setProperty("--page-width", `${Math.max(80, Math.floor(px))}px`);
      paper.style.setProperty("--ratio", `${width} / ${height}`);
      const inset = this.bleed ? [told.bleed / height, told.bleed / width] : [0, 0];
      trim.style.inset = `${inset[0] * 100}% ${inset[1] * 100}%`;
    }
  }

  redraw() {
    for (const page of this.pages) page.come(page.near, this.bleed);
  }

  // Resolves when all pages near the eye show what they should.
  async painted() {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    await Promise.all(this.pages.filter((each) => each.near).map((each) => each.ready));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }

  current() {
    const middle = this.room.getBoundingClientRect().top + this.room.clientHeight / 2;
    let best = 0;
    let least = Infinity;
    this.pages.forEach((page, index) => {
      const box = page.root.getBoundingClientRect();
      const off = Math.max(box.top - middle, middle - box.bottom, 0);
      if (off < least) [best, least] = [index, off];
    });
    return best;
  }

  step(by) {
    const from = this.pages.findIndex((each) => each.paper.contains(document.activeElement));
    const to = Math.min(Math.max((from < 0 ? this.current() : from) + by, 0), this.pages.length - 1);
    const page = this.pages[to];
    page?.paper.focus({ preventScroll: true });
    page?.root.scrollIntoView({ block: this.mode === "sheet" ? "nearest" : "center" });
  }

  clicked(event) {
    const paper = event.target.closest(".paper");
    if (!paper) return;
    const page = this.pages[Number(paper.dataset.index)];
    if (this.mode === "sheet") {
      this.toMode("pages");
      page.root.scrollIntoView({ block: "center" });
      page.paper.focus({ preventScroll: true });
      return;
    }
    const block = event.target.closest(".block");
    if (!block) return;
    // Of what stands in two columns, the first part is the one that is read out.
    const index = Number(block.dataset.part);
    this.choose(page, index, page.buttons(index)[0]);
  }

  choose(page, index, button) {
    this.letGo();
    this.chosen = { page: this.pages.indexOf(page), index };
    this.outline();
    button?.focus({ preventScroll: true });
    const { part, told } = this.chosenPart();
    this.chosenOne(part, told);
  }

  // What is chosen: its part, the page it is on, and the field that lies over it; null if nothing is.
  chosenPart() {
    const page = this.pages[this.chosen?.page];
    const part = page?.told.parts[this.chosen.index];
    return part ? { part, told: page.told, button: page.buttons(this.chosen.index)[0] } : null;
  }

  outline() {
    for (const each of this.room.querySelectorAll(".block.chosen")) each.classList.remove("chosen");
    const page = this.pages[this.chosen?.page];
    for (const each of page?.buttons(this.chosen.index) ?? []) each.classList.add("chosen");
  }

  // After pages were made anew, what was chosen is still chosen, wherever it stands now.
  again() {
    if (!this.chosen) return;
    this.chosen = this.moved;
    this.outline();
  }

  letGo() {
    this.chosen = null;
    this.outline();
    for (const each of this.room.querySelectorAll(".marker")) each.remove();
  }

  // Marks the place of a finding that is still there in pages that were made anew.
  markAgain(finding) {
    for (const each of this.room.querySelectorAll(".marker")) each.remove();
    if (finding) this.pages[finding.page - 1]?.mark(finding);
  }

  mark(finding) {
    this.letGo();
    const page = this.pages[finding.page - 1];
    if (!page) return;
    if (this.mode === "sheet") this.toMode("pages");
    const marker = page.mark(finding);
    into(this.room, finding.area ? marker : page.root);
  }

  // Brings what has changed into view: the words, or else the page.
  goToChange(changed) {
    const first = changed[0];
    const page = this.pages[first.page - 1];
    if (page) {
      const [button] = first.part === null ? [] : page.buttons(first.part);
      into(this.room, button ?? page.root);
    }
    this.flash(changed);
  }

  flash(changed) {
    for (const each of changed) {
      const page = this.pages[each.page - 1];
      const targets = each.part === null ? [page?.root] : page?.buttons(each.part) ?? [];
      const name = each.part === null ? "changed" : "new";
      for (const target of targets) {
        target?.classList.add(name);
        setTimeout(() => target?.classList.remove(name), 2000);
      }
    }
  }

  key(event) {
    const block = event.target.closest(".block");
    const paper = event.target.closest(".paper");
    if (!paper) return;
    const page = this.pages[Number(paper.dataset.index)];
    if (!block) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (this.mode === "sheet") this.clicked({ target: paper });
      else page.buttons(0)[0]?.focus();
      return;
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const last = page.told.parts.length - 1;
      const to = Math.min(Math.max(Number(block.dataset.part) + step, 0), last);
      page.buttons(to)[0]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      paper.focus();
    }
  }
}

// Scrolls only where a thing is not in sight already.
function into(room, thing) {
  const box = thing.getBoundingClientRect();
  const sight = room.getBoundingClientRect();
  const seen = box.top >= sight.top && box.bottom <= sight.bottom;
  const tall = box.height > sight.height && box.top < sight.bottom - 80 && box.bottom > sight.top + 80;
  if (!seen && !tall) thing.scrollIntoView({ block: box.height < sight.height ? "center" : "start", inline: "nearest" });
}
