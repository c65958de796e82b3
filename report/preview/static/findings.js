// The findings beside the pages, by page, and which of them are shown.
const ORDER = ["error", "warning", "note"];
const $ = (id) => document.getElementById(id);

export class Findings {
  constructor(panel, { chosen }) {
    this.panel = panel;
    this.chosen = chosen;
    this.list = $("list");
    this.all = [];
    this.at = -1;
    this.on = new Set(["error", "warning", "note"]);
    $("filters").addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const kind = button.dataset.severity;
      if (!this.on.delete(kind)) this.on.add(kind);
      button.setAttribute("aria-pressed", String(this.on.has(kind)));
      this.draw();
    });
  }

  show(findings, sections, pages) {
    this.sections = sections;
    this.pages = new Map(pages.map((page) => [page.number, page]));
    const kept = this.all[this.at];
    this.all = findings
      .map((each, index) => ({ ...each, kind: each.waived ? "waived" : each.severity, index }))
      .sort((a, b) => (a.page ?? 0) - (b.page ?? 0) || ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.index - b.index);
    this.at = kept ? this.all.findIndex((each) => each.code === kept.code && each.message === kept.message && each.file === kept.file) : -1;
    this.draw();
  }

  byPage() {
    const found = new Map();
    for (const each of this.all) {
      if (each.waived || !each.page) continue;
      const counts = found.get(each.page) ?? { error: 0, warning: 0, note: 0 };
      counts[each.severity] += 1;
      found.set(each.page, counts);
    }
    return found;
  }

  shownOnes() {
    return this.all.filter((each) => this.on.has(each.kind));
  }

  draw() {
    const counts = { error: 0, warning: 0, note: 0, waived: 0 };
    for (const each of this.all) counts[each.kind] += 1;
    for (const button of $("filters").children) {
      const kind = button.dataset.severity;
      const word = kind === "waived" ? kind : counts[kind] === 1 ? kind : `${kind}s`;
      button.querySelector("b").textContent = counts[kind];
      button.lastChild.textContent = ` ${word}`;
      button.hidden = !counts[kind];
    }
    $("counts").replaceChildren(...["error", "warning"].filter((kind) => counts[kind]).flatMap((kind) => {
      const icon = document.createElement("span");
      icon.className = `icon ${kind}`;
      icon.setAttribute("role", "img");
      icon.setAttribute("aria-label", `${kind}s`);
      return [icon, String(counts[kind])];
    }));
    const items = [];
    let last;
    for (const finding of this.shownOnes()) {
      const heading = this.placeOf(finding);
      if (heading !== last) {
        const item = document.createElement("li");
        item.className = "place-of";
        item.textContent = heading;
        items.push(item);
        last = heading;
      }
      items.push(this.item(finding));
    }
    this.list.replaceChildren(...items);
    $("nothing").hidden = items.length > 0;
    const open = counts.error + counts.warning + counts.note;
    $("nothing").textContent = open ? "Nothing of these kinds." : "Nothing found: all is well.";
  }

  placeOf(finding) {
    if (!finding.page) return "The edition as a whole";
    const title = this.sections[this.pages.get(finding.page)?.section];
    return `Page ${finding.page}${title ? ` · ${title}` : ""}`;
  }

  item(finding) {
    const item = document.createElement("li");
    item.className = `finding ${finding.waived ? "waived" : ""}`;
    item.classList.toggle("chosen", this.all[this.at] === finding);
    const button = document.createElement("button");
    const icon = document.createElement("span");
    icon.className = `icon ${finding.kind}`;
    icon.setAttribute("role", "img");
    icon.setAttribute("aria-label", finding.waived ? "waived" : finding.severity);
    const words = document.createElement("span");
    words.className = "words";
    const code = document.createElement("b");
    code.textContent = `${finding.code} `;
    words.append(code, finding.message);
    button.append(icon, words);
    for (const [name, text] of [["more", finding.waived ? `waived: ${finding.waived}` : finding.help], ["at", where(finding)]]) {
      if (!text) continue;
      const line = document.createElement("span");
      line.className = name;
      line.textContent = text;
      button.append(line);
    }
    button.addEventListener("click", () => this.choose(finding));
    item.append(button);
    finding.item = item;
    return item;
  }

  choose(finding) {
    this.letGo();
    this.at = this.all.indexOf(finding);
    finding.item?.classList.add("chosen");
    finding.item?.querySelector("button").setAttribute("aria-current", "true");
    this.chosen(finding);
  }

  letGo() {
    const item = this.all[this.at]?.item;
    item?.classList.remove("chosen");
    item?.querySelector("button").removeAttribute("aria-current");
    this.at = -1;
  }

  step(by) {
    const shown = this.shownOnes();
    if (!shown.length) return;
    const now = shown.indexOf(this.all[this.at]);
    const next = shown[now < 0 ? (by > 0 ? 0 : shown.length - 1) : (now + by + shown.length) % shown.length];
    this.choose(next);
    next.item?.querySelector("button").focus();
    next.item?.scrollIntoView({ block: "nearest" });
  }
}

export function where(finding) {
  if (!finding.file) return "";
  return finding.line ? `${finding.file}:${finding.line}:${finding.column}` : finding.file;
}
